#!/usr/bin/env bash
# slack-sdk 3.47.0 (SQLAlchemy 2.0.44): after delete_bot() the installation store answers with bot tokens again, older ones too.
#
# An app calls delete_bot() when a workspace has revoked its bot. The SQLAlchemy store keeps the bot's token twice: in the
# table of bots, and in the row of each person who installed the app. While the bot is there, find_installation() for a
# person fills in the newest bot token. Once it is deleted, the token that stands in their own row comes back: for who
# installed first, one that was replaced long ago; without a person, the revoked one. find_bot() says None all the while.
# delete_all() leaves nothing.
#
# Seen:
#   installed twice     find_bot=xoxb-second  first installer=xoxb-second  anybody=xoxb-second
#   after delete_bot()  find_bot=None         first installer=xoxb-first   anybody=xoxb-second
#   after delete_all()  find_bot=None         first installer=None         anybody=None
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-sdk==3.47.0 sqlalchemy==2.0.44
cat > "$folder/probe.py" <<'PYTHON'
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import create_engine

HERE = {"enterprise_id": None, "team_id": "T1"}
store = SQLAlchemyInstallationStore(client_id="1.2", engine=create_engine("sqlite://"))
store.create_tables()


def show(when):
    bot, first, anybody = (
        found.bot_token if found else None
        for found in (
            store.find_bot(**HERE),
            store.find_installation(**HERE, user_id="U1"),
            store.find_installation(**HERE),
        )
    )
    print(f"{when:<19} find_bot={bot!s:<12} first installer={first!s:<12} anybody={anybody}")


for moment, user, token in ((1_800_000_000.0, "U1", "xoxb-first"), (1_800_000_600.0, "U2", "xoxb-second")):
    store.save(
        Installation(
            app_id="A1", team_id="T1", user_id=user, bot_id="B1", bot_user_id="U9", bot_token=token, installed_at=moment
        )
    )
show("installed twice")
store.delete_bot(**HERE)
show("after delete_bot()")
store.delete_all(**HERE)
show("after delete_all()")
PYTHON
expected="installed twice     find_bot=xoxb-second  first installer=xoxb-second  anybody=xoxb-second
after delete_bot()  find_bot=None         first installer=xoxb-first   anybody=xoxb-second
after delete_all()  find_bot=None         first installer=None         anybody=None"
printed=$("$folder/venv/bin/python" "$folder/probe.py")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }
