// Keeps a part of an uploaded file.
// $import: the import
// $file: name of the file
// $position: position of the file among those of the import
// $number: number of the part in its file
// $bytes: its bytes
MERGE (p:ImportPart {import: $import, position: $position, number: $number})
SET p.file = $file, p.bytes = $bytes
