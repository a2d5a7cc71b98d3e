// A part of an uploaded file.
// $import: the import
// $position: position of the file among those of the import
// $number: number of the part in its file
MATCH (p:ImportPart {import: $import, position: $position, number: $number})
RETURN p.bytes AS bytes
