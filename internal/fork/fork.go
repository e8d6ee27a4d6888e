package fork

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/anvil"
	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// Options say what to fork, and how.
type Options struct {
	Node  *chain.Client  // the node to fork; mpool only reads from it, and does not close it
	Block chain.BlockRef // the block to fork; the zero value is the latest
	Anvil string         // path of anvil; empty: from PATH or the installed package
	Root  string         // folder that holds devnet/node_modules; empty: searched upward
	Port  int            // port of the fork; 0 picks a free one
	// Open allows requests from browser wallets, for a fork that stays open.
	Open bool
	// Queries is the address of BalancerQueries on a chain that mpool does not know; zero if there
	// is none.
	Queries common.Address
	// Wait is the time before the second try if the node asks for fewer requests; the time before
	// the third is twice that. The client's own retries come first. Zero: 250 ms.
	Wait time.Duration
}

// Fork is a chain that begins with the node's state at one block. It runs one operation at a time.
type Fork struct {
	Client *chain.Client // connected to the fork
	Base   *chain.Header // header of the forked block

	node    *upstream
	proxy   *proxy
	child   *anvil.Node
	decoder *decode.Decoder
	queries common.Address
	started time.Time
	fetched map[common.Address]bool // pools whose state Ahead has fetched
	result  Result
}

// Version is the version of anvil that mpool was tested with. Others may work.
const Version = "1.7"

// Start starts anvil on a fork. The context covers only the start; Close ends the fork.
func Start(ctx context.Context, o Options) (*Fork, error) {
	started := time.Now()
	program, err := anvil.Find(o.Anvil, anvil.Root(o.Root))
	if err != nil {
		return nil, err
	}
	base, err := o.Node.Header(ctx, o.Block)
	if err != nil {
		return nil, err
	}
	f := &Fork{Base: base, node: newUpstream(o.Node, base.Number, o.Wait), queries: o.Queries, started: started, fetched: map[common.Address]bool{}}
	f.result = Result{Level: Unproven, Node: o.Node.Wire.Node(), Verdict: OK, Earlier: []CallResult{}, Steps: []Step{},
		Block: ops.Block{Number: base.Number, Hash: base.Hash, Time: base.Time}}
	if f.decoder, err = decode.New(); err != nil {
		return nil, err
	}
	if f.proxy, err = startProxy(f.node); err != nil {
		return nil, err
	}
	if err := f.launch(ctx, program, o); err != nil {
		f.Close()
		return nil, f.node.because(err)
	}
	f.node.forgive()
	return f, nil
}

// launch starts anvil, and checks that it is anvil and on the right block.
func (f *Fork) launch(ctx context.Context, program string, o Options) error {
	_ = f.node.fetch(ctx, startQuestions(f.Base)) // if this fails, anvil asks again
	var err error
	if f.child, err = anvil.Start(ctx, program, o.Port, f.arguments(o.Open)...); err != nil {
		return ownPort(err)
	}
	if f.Client, err = o.Node.Another(ctx, f.child.URL); err != nil {
		return f.failure(ctx, err)
	}
	if err := f.identify(ctx); err != nil {
		return err
	}
	return f.sameBlock(ctx)
}

// ownPort makes the hint name --fork-port.
func ownPort(err error) error {
	for _, kind := range []error{anvil.ErrPortBusy, anvil.ErrPort} {
		if errors.Is(err, kind) {
			return &Error{kind, err.Error(), "use a free port with --fork-port 0"}
		}
	}
	return err
}

// arguments returns anvil's arguments: no automatic mining, no accounts of its own, no rate limits,
// and nothing written to the disk.
func (f *Fork) arguments(open bool) []string {
	args := []string{
		"--fork-url", f.proxy.url, "--fork-block-number", strconv.FormatUint(f.Base.Number, 10),
		"--no-storage-caching", "--max-persisted-states", "0",
		"--no-rate-limit", "--retries", "0", "--timeout", "3600000", // the proxy retries and times out instead
		"--no-mining", "--auto-impersonate", "--accounts", "0",
	}
	if !open {
		args = append(args, "--no-cors")
	}
	return args
}

// identify reads the version and the chain ID: the program may not be anvil, and another version
// may behave differently.
func (f *Fork) identify(ctx context.Context) error {
	if err := f.call(ctx, &f.result.Anvil, "web3_clientVersion"); err != nil {
		return err
	}
	if !strings.HasPrefix(f.result.Anvil, "anvil/") {
		return &Error{ErrNotAnvil, fmt.Sprintf("the started program is not anvil; it calls itself %q", f.result.Anvil), "choose anvil with --anvil"}
	}
	var id hexutil.Uint64
	if err := f.call(ctx, &id, "eth_chainId"); err != nil {
		return err
	}
	f.result.ChainID = uint64(id)
	return nil
}

// Expected says whether the fork ran on the version of anvil that mpool was tested with.
func (r *Result) Expected() bool {
	return strings.HasPrefix(strings.TrimPrefix(r.Anvil, "anvil/v"), Version+".")
}

// sameBlock checks that the forked block is still the expected one, because after a reorganisation
// its number belongs to another block.
func (f *Fork) sameBlock(ctx context.Context) error {
	head, err := f.Client.Header(ctx, chain.Latest())
	if err != nil {
		return f.failure(ctx, err)
	}
	return f.isBase(head)
}

// stillThere checks the same on the node, after the fork has read state by block number.
func (f *Fork) stillThere(ctx context.Context) error {
	f.node.count()
	head, err := f.node.client.Header(ctx, f.node.block)
	if err != nil {
		return err
	}
	return f.isBase(head)
}

func (f *Fork) isBase(head *chain.Header) error {
	if head.Number != f.Base.Number || head.Hash != f.Base.Hash {
		return &Error{ErrMoved, fmt.Sprintf("block %d was %s but has been replaced", f.Base.Number, f.Base.Hash), "run it again, or fork an older block with --fork-block"}
	}
	return nil
}

// Open turns on automatic mining, so that others can use the fork.
func (f *Fork) Open(ctx context.Context) error {
	return f.call(ctx, nil, "evm_setAutomine", true)
}

// URL is the fork's JSON-RPC address.
func (f *Fork) URL() string { return f.child.URL }

// Done is closed when anvil has ended for any reason.
func (f *Fork) Done() <-chan struct{} { return f.child.Done() }

// Close ends the fork and deletes its state.
func (f *Fork) Close() {
	if f.Client != nil {
		f.Client.Close()
	}
	if f.child != nil {
		f.child.Kill() // it has no state to write
	}
	f.proxy.close()
	if m := f.proxy.wrong.Load(); m != nil {
		panic(m) // stop the program here, because nothing waits for the goroutines of the server
	}
}

// Result returns what mpool has found so far.
func (f *Fork) Result() *Result {
	r := f.result
	r.Requests, r.TookMS = f.node.counted(), time.Since(f.started).Milliseconds()
	for _, call := range r.Earlier {
		if call.Revert != nil {
			r.Verdict = Reverted
		}
	}
	for _, step := range r.Steps {
		if len(step.Calls) > 0 {
			r.Level = Forked
		}
		r.Verdict = worse(r.Verdict, step.Verdict)
	}
	return &r
}

// worse returns the worse of two verdicts.
func worse(a, b Verdict) Verdict {
	order := map[Verdict]int{OK: 0, Refused: 1, Disagrees: 2, Reverted: 3}
	if order[b] > order[a] {
		return b
	}
	return a
}

// call calls a method of the fork that only development nodes have.
func (f *Fork) call(ctx context.Context, into any, method string, params ...any) error {
	timed, cancel := f.Client.Wire.Within(ctx)
	defer cancel()
	err := f.Client.Wire.Clean(timed, f.Client.Wire.RPC().CallContext(timed, into, method, params...))
	if err != nil && timed.Err() != nil && ctx.Err() == nil {
		err = &Error{ErrEnded, fmt.Sprintf("anvil does not answer %s", method), "run it again; if it fails again, use another anvil with --anvil"}
	}
	return f.failure(ctx, err)
}

// Reading runs a function that reads from Client. If it fails because of the forked node, or
// because anvil ended, the error says so. Otherwise Reading returns read's own error.
func (f *Fork) Reading(ctx context.Context, read func() error) error {
	f.node.forgive()
	return f.failure(ctx, read())
}

// failure returns why the fork failed: an error of the forked node, the end of anvil, or else the
// error itself.
func (f *Fork) failure(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	if cause := f.node.because(err); !errors.Is(cause, err) {
		return cause
	}
	return f.ownFailure(err)
}

// ownFailure marks an error of the fork as anvil's, because the client treats anvil as any node.
func (f *Fork) ownFailure(err error) error {
	var gone *wire.UnreachableError
	var answer *wire.NodeError
	var unable *wire.UnableError
	switch {
	case f.ended(err):
		return &Error{ErrEnded, "anvil exited during the dry run", "run it again; if it fails again, use another anvil with --anvil"}
	case errors.As(err, &gone):
		return &Error{ErrFails, "anvil cannot be reached: " + gone.Reason, "run it again; if it fails again, use another anvil with --anvil"}
	case errors.As(err, &answer):
		return &Error{ErrFails, fmt.Sprintf("anvil returned an error for %s: %s", answer.Method, answer.Message), "use another version of anvil with --anvil"}
	case errors.As(err, &unable):
		return &Error{ErrFails, fmt.Sprintf("anvil cannot %s: %s", unable.What, unable.Answer), "use another version of anvil with --anvil"}
	}
	return err
}

// ended says whether anvil has ended. If anvil is unreachable, ended waits a moment, because the
// end is noticed some milliseconds later.
func (f *Fork) ended(err error) bool {
	wait := time.Duration(0)
	if errors.As(err, new(*wire.UnreachableError)) {
		wait = 200 * time.Millisecond
	}
	select {
	case <-f.child.Done():
		return true
	case <-time.After(wait):
	}
	select { // both channels may have been ready
	case <-f.child.Done():
		return true
	default:
		return false
	}
}
