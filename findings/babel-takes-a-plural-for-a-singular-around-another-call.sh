#!/usr/bin/env bash
# Babel 2.18.0: a plural call with a marked string deeper in its arguments is extracted as a singular.
#
# The extractor for Python reads calls from the tokens. Where a further argument of a plural call is a call that holds a
# marked string, the words for many are left out, and the string within is not extracted at all; without a message. The
# catalogue then has an entry without a plural, and whoever translates it cannot give the forms of their language. With
# the marked string as the argument itself, both are extracted as they should be.
#
# What helps: give the inner text a name in a statement of its own, before the plural call.
#
# Seen (source: what was extracted):
#   ngettext("one", "many", n): [('one', 'many')]
#   ngettext("one", "many", f(n)): [('one', 'many')]
#   ngettext("one", "many", f("x")): [('one', 'many')]
#   ngettext("one", "many", n, _("x")): [('one', 'many'), 'x']
#   ngettext("one", "many", n, f(_("x"))): ['one']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.18.0
cat > "$folder/probe.py" <<'PYTHON'
import io

import babel
from babel.messages.extract import extract

print("Babel", babel.__version__)
for source in (
    'ngettext("one", "many", n)',
    'ngettext("one", "many", f(n))',
    'ngettext("one", "many", f("x"))',
    'ngettext("one", "many", n, _("x"))',
    'ngettext("one", "many", n, f(_("x")))',
):
    found = extract("python", io.BytesIO(source.encode()), {"ngettext": (1, 2), "_": None})
    print(f"{source}: {[messages for _line, messages, _comments, _context in found]}")
PYTHON
found=$("$folder/venv/bin/python" "$folder/probe.py")
echo "$found"
grep -qxF "ngettext(\"one\", \"many\", n, _(\"x\")): [('one', 'many'), 'x']" <<< "$found"
grep -qxF "ngettext(\"one\", \"many\", n, f(_(\"x\"))): ['one']" <<< "$found"
