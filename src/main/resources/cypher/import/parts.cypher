// A part of an uploaded file.
// $import: id of the import
// $position: position of the file within the import
// $number: number of the part within the file
MATCH (p:ImportPart {import: $import, position: $position, number: $number})
RETURN p.bytes AS bytes
