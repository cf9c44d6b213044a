# Everything a newcomer needs: `make run` to use the assistant, `make test` to check it.
SHELL := /bin/bash
PY    := .venv/bin/python
PORT  ?= 5005
GATEWAY := .venv-gateway/bin/python
ENCODER := .venv-encoder/bin/python
CASE  ?= 9
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check lint train widget simulate simulate-frozen score env gateway gateway-env gateway-lock call encoder encoder-env clean

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

run: env         ## set up, train if needed, start the assistant and print its address
	@$(PY) -m bot.train
	@exec $(PY) -m bot.server --port $(PORT)

test: env        ## lint, then every test (real model, real databases, real server, real browser)
	@$(PY) -m ruff check .
	@$(PY) -m bot.train
	@$(PY) -m pytest -q

check: env       ## the everyday run: lint, domain and conversations, without servers nor browsers
	@$(PY) -m ruff check .
	@$(PY) -m bot.train
	@$(PY) -m pytest -q tests/unit tests/conversations tests/faults

env: .venv/ready ## create the environment from the lock

.venv/ready: requirements.lock tools/environment.sh
	@bash tools/environment.sh
	@touch $@

gateway: gateway-env ## the telephone: serve SIP calls, the assistant running (docs/gateway.md)
	@exec $(GATEWAY) -m gateway

call: env gateway-env ## a whole telephone call on this machine, recorded: make call CASE=9
	@$(PY) -m bot.train
	@$(GATEWAY) -m gateway.demo --case $(CASE)

gateway-env: .venv-gateway/ready ## create the gateway's environment from its lock

.venv-gateway/ready: gateway/requirements.lock tools/gateway_environment.sh
	@bash tools/gateway_environment.sh
	@touch $@

gateway-lock:    ## resolve the gateway's dependencies again
	@bash tools/gateway_environment.sh lock

encoder: env encoder-env ## learn the encoder again (over an hour) and write it to data/encoder
	@mkdir -p models/encoder
	@$(PY) -m encoder.material > models/encoder/material.json
	@$(ENCODER) -m encoder.learn models/encoder/material.json --out models/encoder/network.pt
	@$(ENCODER) -m encoder.export models/encoder/network.pt

encoder-env: .venv-encoder/ready ## create the environment that learns the encoder (torch)

.venv-encoder/ready: encoder/requirements.txt
	@python3.11 -m venv --clear .venv-encoder
	@.venv-encoder/bin/pip install --quiet --disable-pip-version-check -r encoder/requirements.txt
	@touch $@

train: env       ## train the model if what it depends on changed
	@$(PY) -m bot.train

widget:          ## rebuild the website widget after a change in bot/widget (needs Node 18 or later)
	@cd bot/widget && npm ci --ignore-scripts --silent && npm run --silent build

lint: env        ## check style
	@$(PY) -m ruff check .

score: env       ## reading of the marked sentences (dev), fact by fact
	@$(PY) -m benchmarks.understanding

simulate: env    ## replay the labelled cases (dev) against the running assistant
	@$(PY) ../shared/eval/simulate.py tests/cases/dev/*.jsonl --url http://127.0.0.1:$(PORT)

simulate-frozen: env ## the same on the cases nobody tunes on: figures only
	@$(PY) ../shared/eval/simulate.py tests/cases/frozen/*.jsonl --url http://127.0.0.1:$(PORT) --failures 0

lock:            ## resolve the dependencies again
	@bash tools/environment.sh lock

clean:           ## forget the environment, the model and the local database
	@rm -rf .venv .venv-gateway .venv-encoder .uv models var
