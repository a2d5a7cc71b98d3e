// The public id of x; what was superseded has it in another place.
coalesce(x.id, x.formerId)
