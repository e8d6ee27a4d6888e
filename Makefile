# Every target works from an empty clone. `make test` and `make demo` are the
# two that the README names.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null)
# Without cgo the program is one static file, which also starts in two thirds of
# the time: nothing has to be linked when it begins.
export CGO_ENABLED := 0

LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME ?= 10s

.PHONY: setup browser builder build man ledger demo test test-faults soak lint generate fuzz bench clean

setup: ## what the other targets need; says what is missing
	@for tool in go node npm; do command -v $$tool >/dev/null || { echo "make: $$tool is missing: install Go 1.26, Node 20 and npm" >&2; exit 1; }; done
	@test devnet/node_modules -nt devnet/package-lock.json || { npm --prefix devnet ci --no-audit --no-fund --loglevel=error && touch devnet/node_modules; }
	@go mod download
	@command -v tmux >/dev/null || echo "make: tmux is missing: the tests that look at a terminal will be skipped (apt-get install tmux, brew install tmux)"

build: ## bin/mpool
	go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/mpool ./cmd/mpool

ledger: ## bin/mpool for Ledgers: USB takes a C compiler, and starts slower
	CGO_ENABLED=1 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/mpool ./cmd/mpool

demo: setup build ## a weight change on a local chain, from preview to the end
	scripts/demo.sh

browser: setup ## what drives a headless browser in the tests, and one where the machine has none
	@test devnet/browser/node_modules/.ready -nt devnet/browser/package-lock.json || \
		{ npm --prefix devnet/browser ci --no-audit --no-fund --loglevel=error $$(command -v chromium chromium-browser google-chrome >/dev/null && echo --omit=optional) && \
		node devnet/browser/unpack.mjs && touch devnet/browser/node_modules/.ready; } || \
		echo "make: no headless browser can be installed: the tests of the pages will be skipped" >&2

man: build ## manual pages into bin/man
	mkdir -p bin/man && bin/mpool man bin/man

test: setup browser builder ## every test, against the real contracts
	go test -timeout 30m ./...

test-faults: setup ## every case of docs/reliability.md
	MPOOL_FAULTS=1 go test -count 1 -timeout 25m ./internal/faults

soak: setup builder ## the counts that docs/ quote, in one recorded run: MPOOL_SEED throws other dice
	MPOOL_SOAK=1 go test -count 1 -timeout 90m -v -run '^TestSoak' ./... | grep -v 'no test files\|no tests to run'
	MPOOL_SOAK=1 go test -count 1 -timeout 90m -v -run 'Against|Revert' ./internal/ops
	MPOOL_SOAK=1 go test -count 1 -timeout 60m -v ./internal/poolmath | grep -v '^=== '

lint: ## gofmt, vet, staticcheck and the rest of .golangci.yml; vet for what only other builds have
	go run $(LINT) run ./...
	go vet -tags crash ./...
	@for system in darwin windows; do GOOS=$$system go vet ./internal/anvil ./internal/journal || exit 1; done
	@! command -v cc >/dev/null || CGO_ENABLED=1 go vet ./internal/signer

generate: setup ## bindings, and what is compiled from our Solidity
	go generate ./...

fuzz: ## each fuzz test for FUZZTIME
	@for package in $$(go list ./...); do \
		for name in $$(go test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$name"; \
			go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

builder: ## what internal/safe is held against: the encoder of the Transaction Builder
	@test devnet/builder/node_modules -nt devnet/builder/package-lock.json || { npm --prefix devnet/builder ci --no-audit --no-fund --loglevel=error && touch devnet/builder/node_modules; }

bench: setup build ## the tables of docs/performance.md
	@test devnet/bench/node_modules -nt devnet/bench/package-lock.json || { npm --prefix devnet/bench ci --no-audit --no-fund --loglevel=error && touch devnet/bench/node_modules; }
	go run ./internal/bench
	MPOOL_BENCH=$(CURDIR)/bin/mpool go test -count 1 -timeout 30m -run '^TestBench$$' -v ./internal/poolmath ./internal/backtest

clean: ## what the others made
	rm -rf bin devnet/node_modules devnet/*/node_modules
