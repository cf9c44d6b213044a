#!/usr/bin/env bash
# Creates .venv-gateway from gateway/requirements.lock with uv (Python 3.11: the SIP library asks for it).
#   tools/gateway_environment.sh          install      tools/gateway_environment.sh lock    resolve again
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    if [ ! -x .uv/bin/uv ]; then
        echo "Installation de uv dans .uv (une fois)…"
        python3 -m venv .uv
        .uv/bin/pip install --quiet --disable-pip-version-check uv
    fi
    uv=.uv/bin/uv
fi

python=$("$uv" python find --system --no-python-downloads 3.11 2>/dev/null || true)
if [ -z "$python" ]; then
    python=$(ls -d "$HOME"/.pyenv/versions/3.11.*/bin/python3.11 2>/dev/null | sort -V | tail -n 1 || true)
fi
python=${python:-3.11}

if [ "${1:-}" = lock ]; then
    exec "$uv" pip compile gateway/requirements.in --python "$python" --python-version 3.11 \
        --generate-hashes --no-emit-index-url --custom-compile-command "make gateway-lock" --quiet -o gateway/requirements.lock
fi

echo "Environnement de la passerelle téléphonique (environ 700 Mo, modèle de reconnaissance compris)…"
if ! .venv-gateway/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
    "$uv" venv --quiet --clear --python "$python" .venv-gateway
fi
"$uv" pip sync --quiet --python .venv-gateway/bin/python --require-hashes gateway/requirements.lock
.venv-gateway/bin/python -m gateway.hearing.model
echo "Environnement de la passerelle prêt."
