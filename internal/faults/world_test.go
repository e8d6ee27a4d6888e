package faults_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/devnet"
	"mpool/internal/faultproxy"
)

// The keys of anvil's first two accounts: the pool's owner and its asset manager.
const (
	ownerKey   = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	managerKey = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"
)

// secret is part of the node's URL, as providers' keys are.
const secret = "sK3yN0b0dyMayS33"

// world is a chain, a proxy before it, and a home folder for the program.
type world struct {
	*testing.T
	chain *devnet.Devnet
	proxy *faultproxy.Proxy
	home  string
	base  uint64 // the latest block before anything was sent
	plan  plan
	// others is the number of empty transactions to themselves that the accounts have sent with
	// another wallet.
	others int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldFrom(t, origin)
}

// newWorldFrom starts with a chain from the disk.
func newWorldFrom(t *testing.T, origin chainState) *world {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	chain, err := devnet.Start(ctx, devnet.Options{Root: root, State: origin.copyTo(t)})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{T: t, chain: chain, proxy: faultproxy.Start(chain.RPC), home: t.TempDir()}
	t.Cleanup(func() {
		w.proxy.Close()
		_ = chain.Close()
	})
	w.rpc(nil, "anvil_setBlockTimestampInterval", 1)
	w.rpc(nil, "evm_setNextBlockTimestamp", origin.time+86_400)
	w.mine(4)
	w.base = w.head()
	return w
}

// rpc calls the node directly, without the proxy.
func (w *world) rpc(into any, method string, params ...any) {
	w.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := w.chain.Client().CallContext(ctx, into, method, params...); err != nil {
		w.Errorf("%s: %s", method, err)
		w.FailNow()
	}
}

func (w *world) head() uint64 {
	w.Helper()
	var number hexutil.Uint64
	w.rpc(&number, "eth_blockNumber")
	return uint64(number)
}

func (w *world) owner() common.Address   { return w.chain.Accounts.Owner }
func (w *world) manager() common.Address { return w.chain.Accounts.AssetManager }

// token returns the address of the demo token with this symbol.
func (w *world) token(symbol string) common.Address {
	for _, token := range w.chain.Tokens {
		if token.Symbol == symbol {
			return token.Address
		}
	}
	w.Fatalf("no token %s", symbol)
	return common.Address{}
}

// environment is the program's whole environment.
func (w *world) environment(more ...string) []string {
	return append([]string{
		"HOME=" + w.home, "PATH=" + os.Getenv("PATH"),
		"ETH_RPC_URL=" + w.proxy.URL() + "/v2/" + secret, "MPOOL_POOL=" + w.chain.Pool.Address.Hex(),
		"MPOOL_CONTRACTS_FACTORY_V1=" + w.chain.Contracts.FactoryV1.Hex(),
		"MPOOL_CONTRACTS_VAULT=" + w.chain.Contracts.Vault.Hex(),
		"MPOOL_CONTRACTS_FACTORY_V2=" + w.chain.Contracts.FactoryV2.Hex(),
		"OWNER_KEY=" + ownerKey, "MANAGER_KEY=" + managerKey,
	}, more...)
}

// ended is the result of a run of the program.
type ended struct {
	code   int // -1: killed
	out    string
	err    string
	took   time.Duration
	killed bool
}

// started is a running program.
type started struct {
	*world
	cmd   *exec.Cmd
	out   bytes.Buffer
	err   bytes.Buffer
	since time.Time
}

// start starts the program, which is killed when the test ends.
func (w *world) start(env []string, args ...string) *started {
	w.Helper()
	s := &started{world: w, since: time.Now()}
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	w.Cleanup(cancel)
	s.cmd = exec.CommandContext(ctx, program, args...)
	s.cmd.Env, s.cmd.Dir = w.environment(env...), w.home
	s.cmd.Stdout, s.cmd.Stderr = &s.out, &s.err
	if err := s.cmd.Start(); err != nil {
		w.Fatal(err)
	}
	return s
}

func (s *started) wait() ended {
	s.Helper()
	err := s.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.Fatal(err)
	}
	e := ended{code: s.cmd.ProcessState.ExitCode(), out: s.out.String(), err: s.err.String(), took: time.Since(s.since)}
	e.killed = e.code == -1
	s.tellsNoSecret(e)
	return e
}

// run is start and wait, with more environment variables.
func (w *world) run(env []string, args ...string) ended {
	w.Helper()
	return w.start(env, args...).wait()
}

// wants fails the test unless a run ended with one of these codes.
func (w *world) wants(e ended, codes ...int) {
	w.Helper()
	for _, code := range codes {
		if e.code == code {
			return
		}
	}
	w.Errorf("ended with %d, want one of %v\n%s\n%s", e.code, codes, e.out, e.err)
	w.FailNow()
}

// tellsNoSecret searches a run's output and files for secrets.
func (w *world) tellsNoSecret(e ended) {
	w.Helper()
	hidden := []string{secret, strings.TrimPrefix(ownerKey, "0x"), strings.TrimPrefix(managerKey, "0x")}
	texts := map[string]string{"stdout": e.out, "stderr": e.err}
	_ = filepath.WalkDir(w.home, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = string(text)
		return err
	})
	for where, text := range texts {
		for _, s := range hidden {
			if strings.Contains(strings.ToLower(text), strings.ToLower(s)) {
				w.Errorf("%s holds the secret %s", where, s)
			}
		}
	}
}

// journals returns the paths of the records in the state folder.
func (w *world) journals() []string {
	found, err := filepath.Glob(filepath.Join(w.home, ".local/state/mpool/journal/*.jsonl"))
	if err != nil {
		w.Fatal(err)
	}
	return found
}

// status is the pool as the program reads it, without the block of the read.
func (w *world) status() string {
	w.Helper()
	e := w.run([]string{"ETH_RPC_URL=" + w.chain.RPC}, "status", "--json")
	w.wants(e, 0)
	var answer struct {
		Data map[string]any `json:"data"`
	}
	if err := json.Unmarshal([]byte(e.out), &answer); err != nil {
		w.Fatal(err)
	}
	delete(answer.Data, "block")
	text, err := json.MarshalIndent(answer.Data, "", " ")
	if err != nil {
		w.Fatal(err)
	}
	return string(text)
}
