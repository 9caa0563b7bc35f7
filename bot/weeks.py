"""The week of an office, where it is not the one that the holidays library knows of."""

SATURDAY_AND_SUNDAY = frozenset({5, 6})

# Where the holidays library knows of one day off a week, because shops or schools have no more: what offices close on
# beside it.
OFFICES_CLOSE_ALSO = {
    **dict.fromkeys(("AI", "AIA", "CD", "COD", "HK", "HKG", "KN", "KNA", "NE", "NER"), SATURDAY_AND_SUNDAY),
    **dict.fromkeys(("PY", "PRY", "TK", "TKL", "VE", "VEN"), SATURDAY_AND_SUNDAY),
    **dict.fromkeys(("IR", "IRN"), frozenset({3, 4})),
}
