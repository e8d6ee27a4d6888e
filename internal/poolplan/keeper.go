// Package poolplan compares pools with files that say what they should be. It reads what a comparison
// needs, and builds operations from the differences.
package poolplan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/request"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/text"
)

// Keeper compares pools with their files and plans the changes.
type Keeper struct {
	Settings *config.Settings
	Plans    *planner.Planner
	Open     func(file string) (io.ReadCloser, error) // opens files named on the command line
	Inputs   *files.Inputs                            // files that must not be overwritten; nil: not recorded
	Prices   string                                   // source of prices instead of the file's own
	Outside  []string                                 // outside prices by which the owners of a Safe judge what is proposed
	Reopen   bool                                     // open what is shut, unless something is half done
	// AllowExec lets a file run its command for prices. Explain computes what an attack on the prices
	// would take.
	AllowExec, Explain bool
	// Pending returns the pool after the transactions queued in its owner Safe; nil: the queue is not
	// read.
	Pending func(ctx context.Context, client *chain.Client, before *ops.Snapshot, safe common.Address, prices []string) (queue.Ahead, error)
}

// File is a pool file that was read.
type File struct {
	Name string
	Want *poolfile.Want
}

// longest is the largest size of a file in bytes.
const longest = 1 << 20

// Read reads a pool file.
func (k *Keeper) Read(ctx context.Context, path string) (*File, error) {
	text, err := k.Text(ctx, path)
	if err != nil {
		return nil, err
	}
	want, err := poolfile.ReadWant(text)
	if err != nil {
		return nil, misread(path, err)
	}
	return &File{path, want}, nil
}

// Text returns the content of a file.
func (k *Keeper) Text(ctx context.Context, path string) ([]byte, error) {
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return k.Open(path) }, longest)
	switch {
	case errors.Is(err, context.Canceled):
		return nil, err
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("file not found: %s", text.Quote(path)).Because(err).WithHint("mpool pool import POOL > %s writes one", text.ShellWord(path))
	case err != nil:
		return nil, failure.Usage("%s: %s", path, err).Because(err)
	}
	return words, nil
}

// misread returns the mistakes of a file, each as a failure.
func misread(path string, err error) error {
	var several poolfile.Errors
	if !errors.As(err, &several) {
		return oneMisread(path, err)
	}
	var all []error
	for _, one := range several {
		all = append(all, oneMisread(path, one))
	}
	return failure.Together(atMost(mostMistakes, all)...)
}

func oneMisread(path string, err error) error {
	f := failure.Usage("%s: %s", path, text.Clean(err.Error(), text.LineWidth)).Because(err)
	var at *poolfile.Error
	if errors.As(err, &at) {
		f = f.WithDetail("line", at.At.Line).WithDetail("column", at.At.Column)
		if at.Remedy != "" {
			f = f.WithHint("%s", at.Remedy)
		}
	}
	return f
}

// Pool returns the file's pool in the form of a command's first argument.
func (f *File) Pool(s *config.Settings) ([]string, error) {
	if f.Want.Chain != "" {
		id, err := network.Parse(f.Want.Chain)
		if err != nil {
			return nil, failure.Usage("%s: chain: %s", f.Name, err)
		}
		if s.Chain != 0 && s.Chain != id {
			return nil, failure.New(failure.Misuse, "chain", "%s is for %s, but the chosen chain is %s", f.Name, id, s.Chain).WithHint("use --chain %s if that is the right chain", id)
		}
		s.Chain = id
	}
	if f.Want.Pool == "" {
		return nil, nil
	}
	return []string{f.Want.Pool}, nil
}

// Compare compares the pool with the file.
func (k *Keeper) Compare(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File) (*View, error) {
	return k.compare(ctx, client, before, f, false)
}

// compare compares the pool with the file. If planning, it refuses a decision that is too old before it
// tries attacks.
func (k *Keeper) compare(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File, planning bool) (*View, error) {
	k.Plans.Guards = nil // remove those of the previous file
	if f.Want.Pool == "" && f.Want.Name != "" && f.Want.Name != string(before.Pool.Name) {
		return nil, failure.Usage("%s is about the pool %s, but %s is the pool %s", f.Name, text.Quote(f.Want.Name), k.Settings.Sources["pool"], text.Quote(string(before.Pool.Name))).
			WithHint("add the pool's address to the file: \"pool: 0x…\"")
	}
	if f.Want.Chain != "" {
		if id, err := network.Parse(f.Want.Chain); err != nil || uint64(id) != before.ChainID {
			return nil, failure.New(failure.Misuse, "chain", "%s is for the chain %s, but the node is on chain %d", f.Name, f.Want.Chain, before.ChainID)
		}
	}
	planner.WarnUnfinished(k.Plans, before, nil)
	on := poolfile.Situation{State: before, Reopen: k.Reopen, Interval: k.Plans.Policies(network.ID(before.ChainID), new(planner.Override)).Interval}
	var err error
	if on.Unfinished, err = k.unfinished(ctx, client, before); err != nil {
		return nil, err
	}
	if err := k.members(ctx, client, f, &on); err != nil {
		return nil, err
	}
	if err := k.share(ctx, client, f, &on); err != nil {
		return nil, err
	}
	if err := k.queued(ctx, client, f, &on); err != nil {
		return nil, err
	}
	target, s, err := k.target(ctx, client, before, f)
	if err != nil {
		return nil, err
	}
	on.Target = target
	drift, err := poolfile.Compare(f.Want, on)
	if err != nil {
		return nil, err
	}
	v := NewView(f.Name, drift)
	v.on = on
	if on.Behind != nil {
		v.queue = k.queueLine(before.Pool.Address)
	}
	if f.Want.Pool == "" {
		v.PoolFrom = k.Settings.Sources["pool"]
	}
	if target != nil {
		v.Strategy = target.Why
		if planning && f.Want.Guards.MaxOracleLoss != nil && len(v.Steps) > 0 {
			err = s.late(before, target.Next)
		}
	}
	if target != nil && err == nil {
		err = k.attacked(ctx, v, s, before, f.Want.Guards)
	}
	return v, err
}

// queueLine is the command that shows the queue of a pool's Safe, and how to sign it.
func (k *Keeper) queueLine(pool common.Address) string {
	line := "mpool safe queue " + pool.Hex()
	if k.Settings.Demanded("safe_transaction_service") {
		line += " --service " + text.ShellWord(k.Settings.SafeService)
	}
	return line
}

// attacked computes what an attack on the strategy's prices would take, if the user asks or a guard
// depends on it.
func (k *Keeper) attacked(ctx context.Context, v *View, s *signal, before *ops.Snapshot, g poolfile.Guards) (err error) {
	if !k.Explain && g.MaxOracleLoss == nil {
		return nil
	}
	bar := k.Plans.UI.NewBar("attacks", 100)
	defer bar.End()
	if v.Attack, err = s.attack(ctx, before, g, func(done, of int) { bar.Show(uint64(done * 100 / of)) }); err != nil {
		return err
	}
	return v.Attack.guard(g.MaxOracleLoss)
}

// members reads the allowlist, if the file names members.
func (k *Keeper) members(ctx context.Context, client *chain.Client, f *File, on *poolfile.Situation) error {
	if f.Want.Members == nil && !f.Want.Complete {
		return nil
	}
	list, err := request.On(client, k.Plans, on.State).Node.Allowlist(ctx, &planner.Past{})
	if err == nil {
		on.Members = list.Allowed()
	}
	return err
}

// share reads the protocol's current share of AUM fees, if the file wants the pool to have it.
func (k *Keeper) share(ctx context.Context, client *chain.Client, f *File, on *poolfile.Situation) error {
	if !f.Want.Protocol {
		return nil
	}
	share, err := request.On(client, k.Plans, on.State).Node.ProtocolShare(ctx)
	on.ProtocolShare = &share
	return err
}

// queued reads the transactions queued in the pool's owner Safe, if a transaction service is
// configured. An error ends the comparison, because a plan could be proposed twice.
func (k *Keeper) queued(ctx context.Context, client *chain.Client, f *File, on *poolfile.Situation) error {
	p := on.State.Pool
	if k.Pending == nil || k.Settings.SafeService == "" || p.OwnerKind != ops.OwnerSafe {
		return nil
	}
	ahead, err := k.Pending(ctx, client, on.State, p.Owner, k.Outside)
	if err != nil || len(ahead.Calls) == 0 {
		return err
	}
	behind := ahead.State
	on.Behind = behind
	if len(f.Want.Members) > 0 || f.Want.Complete {
		all := slices.Concat(f.Want.Members, on.Members)
		if err := ahead.Client.Watch(ctx, behind, ops.Watch{Members: all}); err != nil {
			return err
		}
		for _, a := range all {
			if m := behind.Member(a); m != nil && m.Allowed && !slices.Contains(on.BehindMembers, a) {
				on.BehindMembers = append(on.BehindMembers, a)
			}
		}
	}
	return nil
}

// unfinished returns an operation on the pool that this machine began and that shuts or empties
// something until it is done; empty if there is none.
func (k *Keeper) unfinished(ctx context.Context, client *chain.Client, before *ops.Snapshot) (string, error) {
	begun, err := k.Plans.Begun(ctx, client, before)
	if err != nil {
		return "", err
	}
	for _, plan := range begun {
		if ops.LeavesHalf(plan.Operation) {
			return safe.InnerOperation(plan).Name(), nil
		}
	}
	return "", nil
}

// Operation builds one operation of the steps that can be done now.
func (k *Keeper) Operation(ctx context.Context, on *request.Target, d *poolfile.Drift) (ops.Operation, error) {
	var parts []ops.Operation
	for _, s := range d.Steps {
		op, err := k.build(ctx, on, s)
		if err != nil {
			return nil, err
		}
		parts = joined(parts, op)
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	series := ops.Series{Parts: []ops.Nested{}}
	for _, op := range parts {
		series.Parts = append(series.Parts, ops.Nested{Operation: op})
	}
	return series, nil
}

// build builds the operation of one step for the pool that was compared.
func (k *Keeper) build(ctx context.Context, on *request.Target, s poolfile.Step) (ops.Operation, error) {
	item := s.Item
	item.Pool = on.Before.Pool.Address.Hex()
	r, err := request.Parse(ctx, item, request.Source{Settings: k.Settings, Open: request.Below})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Does, err)
	}
	op, err := r.Build(ctx, on)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Does, err)
	}
	return op, nil
}

// joined appends an operation. It merges consecutive changes of circuit breakers into one operation.
func joined(parts []ops.Operation, op ops.Operation) []ops.Operation {
	next, is := op.(ops.SetBreakers)
	if n := len(parts); is && n > 0 {
		if last, also := parts[n-1].(ops.SetBreakers); also {
			last.Breakers = append(last.Breakers, next.Breakers...)
			parts[n-1] = last
			return parts
		}
	}
	return append(parts, op)
}
