// Whether the entity x has one of the kinds $kinds and belongs to one of the countries $countries. An empty list allows all.
(($kinds = [] OR x.kind IN $kinds) AND ($countries = [] OR any(seen IN [cg.state(x)] WHERE seen.country IN $countries)))
