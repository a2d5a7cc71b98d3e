// Stores a part of an uploaded file.
// $import: id of the import
// $file: name of the file
// $position: position of the file within the import
// $number: number of the part within the file
// $bytes: content of the part
MERGE (p:ImportPart {import: $import, position: $position, number: $number})
SET p.file = $file, p.bytes = $bytes
