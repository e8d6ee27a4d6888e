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
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// Options say what is to be forked, and how.
type Options struct {
	Node  *chain.Client  // to fork from; it is only read, and stays open
	Block chain.BlockRef // to fork at; the zero value is the latest
	Anvil string         // the program; empty: found on PATH or in the installed package
	Root  string         // the folder above devnet/node_modules; empty: searched upward
	Port  int            // of the fork; 0 takes a free one
	// Open lets browsers' wallets in, for a fork that is kept.
	Open bool
	// Queries is BalancerQueries on a chain that mpool does not know; zero where
	// there is none.
	Queries common.Address
	// Wait is the time before a read is tried again on a node that asks for fewer,
	// whatever its client has tried; it doubles once. Zero: 250 ms.
	Wait time.Duration
}

// Fork is a chain of our own that begins with the node's state at one block. It
// runs one thing at a time.
type Fork struct {
	Client *chain.Client // of the fork
	Base   *chain.Header // of the block that was forked

	node    *upstream
	proxy   *proxy
	child   *anvil.Node
	decoder *decode.Decoder
	queries common.Address
	started time.Time
	fetched map[common.Address]bool // the pools whose state was asked for in advance
	result  Result
}

// Version is the anvil that all this was tried with; another one may do.
const Version = "1.7"

// Start starts anvil on a fork. The context covers the start only: Close ends
// the fork.
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
	f.result = Result{Level: Unproven, Node: o.Node.Node(), Verdict: OK, Earlier: []CallResult{}, Steps: []Step{},
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

// launch starts anvil and makes sure that what listens is one, on the block.
func (f *Fork) launch(ctx context.Context, program string, o Options) error {
	_ = f.node.fetch(ctx, startQuestions(f.Base)) // anvil asks again for what is missing
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

// ownPort has the hint name the flag that is the fork's.
func ownPort(err error) error {
	for _, kind := range []error{anvil.ErrPortBusy, anvil.ErrPort} {
		if errors.Is(err, kind) {
			return &Error{kind, err.Error(), "use a free port with --fork-port 0"}
		}
	}
	return err
}

// arguments keep anvil from mining by itself, from signing for accounts of its
// own, from slowing down, and from writing to the disk.
func (f *Fork) arguments(open bool) []string {
	args := []string{
		"--fork-url", f.proxy.url, "--fork-block-number", strconv.FormatUint(f.Base.Number, 10),
		"--no-storage-caching", "--max-persisted-states", "0",
		"--no-rate-limit", "--retries", "0", "--timeout", "3600000", // the proxy does that
		"--no-mining", "--auto-impersonate", "--accounts", "0",
	}
	if !open {
		args = append(args, "--no-cors")
	}
	return args
}

// identify asks the child what it is: a program of another name may have been
// given, and one of another version may behave in another way.
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

// Expected says whether it was an anvil of the version that mpool was tried with.
func (r *Result) Expected() bool {
	return strings.HasPrefix(strings.TrimPrefix(r.Anvil, "anvil/v"), Version+".")
}

// sameBlock makes sure that the node still has the block that was meant: a
// number can come to mean another one.
func (f *Fork) sameBlock(ctx context.Context) error {
	head, err := f.Client.Header(ctx, chain.Latest())
	if err != nil {
		return f.failure(ctx, err)
	}
	return f.isBase(head)
}

// stillThere makes sure of it once more, after state was read by the number.
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

// Open has the fork mine what it is sent at once, for those who use it on.
func (f *Fork) Open(ctx context.Context) error {
	return f.call(ctx, nil, "evm_setAutomine", true)
}

// URL is where the fork listens.
func (f *Fork) URL() string { return f.child.URL }

// Done is closed when anvil has ended, asked or not.
func (f *Fork) Done() <-chan struct{} { return f.child.Done() }

// Close ends the fork. Nothing is left of it.
func (f *Fork) Close() {
	if f.Client != nil {
		f.Client.Close()
	}
	if f.child != nil {
		f.child.Kill() // it has nothing to write
	}
	f.proxy.close()
	if m := f.proxy.wrong.Load(); m != nil {
		panic(m) // stops the program, because nothing waits for the server's goroutines
	}
}

// Result is what was found so far.
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

// worse is the one of two verdicts that counts.
func worse(a, b Verdict) Verdict {
	order := map[Verdict]int{OK: 0, Refused: 1, Disagrees: 2, Reverted: 3}
	if order[b] > order[a] {
		return b
	}
	return a
}

// call asks the fork for what only development chains do.
func (f *Fork) call(ctx context.Context, into any, method string, params ...any) error {
	timed, cancel := f.Client.Within(ctx)
	defer cancel()
	err := f.Client.Clean(timed, f.Client.RPC().CallContext(timed, into, method, params...))
	if err != nil && timed.Err() != nil && ctx.Err() == nil {
		err = &Error{ErrEnded, fmt.Sprintf("anvil does not answer %s", method), "run it again; if it fails again, use another anvil with --anvil"}
	}
	return f.failure(ctx, err)
}

// Reading runs what reads from Client. Where it fails for the node that was
// forked, or for anvil's end, the error says so; else it is what read returns.
func (f *Fork) Reading(ctx context.Context, read func() error) error {
	f.node.forgive()
	return f.failure(ctx, read())
}

// failure says why the fork failed: for the node that it was forked from, for
// its own end, or else as it says itself.
func (f *Fork) failure(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	if cause := f.node.because(err); !errors.Is(cause, err) {
		return cause
	}
	return f.ownFailure(err)
}

// ownFailure marks an error of the fork as anvil's, because to the client it is a node like
// any other.
func (f *Fork) ownFailure(err error) error {
	var gone *chain.UnreachableError
	var answer *chain.NodeError
	var unable *chain.UnableError
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

// ended says whether anvil has. Where it cannot be reached, its end may be heard
// of some milliseconds later.
func (f *Fork) ended(err error) bool {
	wait := time.Duration(0)
	if errors.As(err, new(*chain.UnreachableError)) {
		wait = 200 * time.Millisecond
	}
	select {
	case <-f.child.Done():
		return true
	case <-time.After(wait):
	}
	select { // both may have been
	case <-f.child.Done():
		return true
	default:
		return false
	}
}
