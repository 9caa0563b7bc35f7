#!/usr/bin/env bash
# slack-sdk 3.48.0: a message that goes through slack_sdk.models loses what those do not know, and a container gets a null.
#
# Block.parse() of a data_table or a data_visualization gives None, with a line in the log and no error. Block.parse_all()
# puts that None among the blocks. A container, which it knows, takes such a child in and writes `null` in its place, so
# what is sent is no valid message any more. Of a header's `level` nothing is said: it is gone. Whoever reads blocks that
# others have made (a message to update, a template) sends something else back than what they read.
#
# Seen:
#   parse_all: section None
#   container: child_blocks section null
#   header: level gone
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-sdk==3.48.0
cat > "$folder/probe.py" <<'PYTHON'
import json
import logging

from slack_sdk.models.blocks import Block

logging.disable(logging.CRITICAL)
section = {"type": "section", "text": {"type": "mrkdwn", "text": "Late tasks"}}
cell = {"type": "raw_text", "text": "T-1"}
table = {"type": "data_table", "caption": "Tasks", "rows": [[cell], [cell]]}
container = {
    "type": "container",
    "title": {"type": "plain_text", "text": "Causes"},
    "child_blocks": [section, {"type": "data_visualization", "title": "Tasks", "chart": {"type": "pie", "segments": [{"label": "Done", "value": 1}]}}],
}
header = {"type": "header", "level": 3, "text": {"type": "plain_text", "text": "Late"}}
print("parse_all:", *(one if one is None else one.type for one in Block.parse_all([section, table])))
children = json.loads(json.dumps(Block.parse(container).to_dict()))["child_blocks"]
print("container: child_blocks", *("null" if one is None else one["type"] for one in children))
print("header: level", Block.parse(header).to_dict().get("level", "gone"))
PYTHON
seen=$("$folder/venv/bin/python" "$folder/probe.py")
echo "$seen"
[ "$seen" = "parse_all: section None
container: child_blocks section null
header: level gone" ]
