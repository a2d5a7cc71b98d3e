package dev.chipgraph.model;

/**
 * A WGS 84 position.
 *
 * @param lat latitude in degrees, -90 to 90
 * @param lon longitude in degrees, -180 to 180
 */
public record Location(double lat, double lon) {

    /**
     * @throws IllegalArgumentException when outside those bounds
     */
    public Location {
        if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) {
            throw new IllegalArgumentException("needs lat from -90 to 90 and lon from -180 to 180");
        }
    }
}
