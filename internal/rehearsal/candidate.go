package rehearsal

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/arbcost"
	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/request"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// candidate is something to try: a plan, an operation of a batch, or a Safe's batch.
type candidate struct {
	file   string
	plan   *ops.Plan // of a plan's file; nil: not a plan
	item   batch.Item
	wait   waiting // wait before the operation, in a batch
	intent *request.Request
	calls  []ops.Call     // of a Safe's batch, which can only be mined before the operations
	safe   common.Address // the Safe that makes those calls
	limits *ops.Guards    // limits of the pool file from which those calls were made; nil: none
	on     network.ID     // chain of the Safe's batch; 0: any
	price  *arbcost.Cost  // arbitrage cost, set by planning; nil: no weight change

	override *planner.Override // set by planning
	blamed   bool              // it cannot be tried because of its own mistake
}

// readCandidates reads the files of plans and batches.
func (s *Stage) readCandidates(ctx context.Context, files []string) ([]*candidate, error) {
	var list []*candidate
	for _, file := range files {
		text, err := s.readInput(ctx, file)
		if err != nil {
			return nil, err
		}
		var more []*candidate
		switch {
		case isPlan(text):
			more, err = planCandidate(file, text)
		case isObject(text):
			more, err = safeCandidate(file, text)
		default:
			more, err = s.BatchCandidates(ctx, file, text)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

// mostInput is the largest size of a file in bytes. A plan of a large pool has some hundred kilobytes;
// batches have their own limit.
const mostInput = 64 << 20

// readInput reads a file, or standard input for -.
func (s *Stage) readInput(ctx context.Context, file string) ([]byte, error) {
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return s.Open(file) }, mostInput)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("file not found: %s", text.Quote(file)).WithHint("name plan files (from --out) or batch files")
	case err != nil:
		return nil, failure.Usage("cannot read %s: %s", text.Quote(file), err).Because(err).WithHint("name plan files (from --out) or batch files")
	}
	return words, nil
}

// isObject tells a plan and a Safe's batch, which are objects, from a batch of operations, which is a
// list.
func isObject(text []byte) bool {
	begin := bytes.TrimSpace(text)
	return len(begin) > 0 && begin[0] == '{' && json.Valid(begin)
}

// isPlan reports whether a file says that it is a plan.
func isPlan(text []byte) bool {
	if !isObject(text) {
		return false
	}
	var head struct{ Kind string }
	_ = json.Unmarshal(text, &head) // invalid JSON has no kind
	return head.Kind == ops.PlanKind
}

func planCandidate(file string, text []byte) ([]*candidate, error) {
	plan, err := planner.ReadPlanText(text)
	if err != nil {
		return nil, planner.OldPlan(file, err)
	}
	return []*candidate{{file: file, plan: plan}}, nil
}

// safeCandidate reads a batch of the Transaction Builder: calls of a Safe.
func safeCandidate(file string, words []byte) ([]*candidate, error) {
	b, err := safe.ReadBatch(bytes.NewReader(words))
	if err != nil {
		return nil, failure.Usage("%s is not a valid plan or batch: %s", text.Quote(file), err).Because(err).
			WithHint("a batch is a list; each operation starts with: - operation: weights-update")
	}
	for _, finding := range b.Findings {
		if finding.Severity == ops.Refuse {
			return nil, failure.New(failure.Refused, finding.Code, "%s: refused: %s [%s]", file, text.Clean(finding.Summary, text.MessageWidth), finding.Code).WithHint("mpool safe check %s", text.ShellWord(file))
		}
	}
	if b.Safe == (common.Address{}) {
		return nil, failure.Usage("%s does not name its Safe", text.Quote(file)).WithHint("mpool safe check %s", text.ShellWord(file))
	}
	decoder, err := decode.New()
	if err != nil {
		return nil, err
	}
	c := &candidate{file: file, on: network.ID(b.ChainID), calls: []ops.Call{}, safe: b.Safe, limits: b.Limits}
	for _, call := range b.Calls {
		if call.Operation != safe.OperationCall {
			return nil, failure.New(failure.Refused, "batch.operation", "%s: refused: it contains a %s, which a dry run does not support", file, call.Operation).WithHint("mpool safe check %s", text.ShellWord(file))
		}
		c.calls = append(c.calls, decoded(decoder, ops.Call{From: b.Safe, To: call.To, Value: call.Value, Data: call.Data}))
	}
	return []*candidate{c}, nil
}

// decoded adds the method and the arguments of a call that mpool knows.
func decoded(d *decode.Decoder, call ops.Call) ops.Call {
	call.Method = "call of " + call.To.Hex()
	read, err := d.Call(call.Data)
	if err != nil {
		return call
	}
	read.Explain(decode.NewBook(nil), call.To)
	call.Method = read.Function
	for _, arg := range read.Args {
		call.Args = append(call.Args, ops.Arg{Name: arg.Name, Value: cmp.Or(arg.Words, arg.Value, arg.Type)})
	}
	return call
}

func (s *Stage) BatchCandidates(ctx context.Context, file string, text []byte) ([]*candidate, error) {
	items, err := batch.Parse(text, request.Shapes(), s.Settings.Pool)
	var at *batch.Error
	if errors.As(err, &at) {
		return nil, failure.Usage("%s: %s", file, at).Because(err).WithHint("%s", at.Hint())
	}
	if err != nil {
		return nil, err
	}
	s.showZoneOf(items)
	var list []*candidate
	for _, item := range items {
		c := &candidate{file: file, item: item}
		if c.intent, err = request.Parse(ctx, item, request.Source{Settings: s.Settings, Open: s.Below}); err != nil {
			return nil, c.blame(err)
		}
		if c.wait, err = parseWaiting(item.Wait, s.Settings.NamedZone()); err != nil {
			return nil, c.blame(err)
		}
		list = append(list, c)
	}
	return list, nil
}

// showZoneOf shows times in the zone that a batch's first time names, as it would be if that
// was typed; --tz goes before it.
func (s *Stage) showZoneOf(items []batch.Item) {
	if s.Settings.NamedZone() != nil {
		return
	}
	for _, item := range items {
		for _, words := range append(valuesOf(item), item.Wait) {
			if zone := parse.ZoneOf(words); zone != nil {
				s.UI.Zone = zone
				return
			}
		}
	}
}

func valuesOf(item batch.Item) (values []string) {
	for _, given := range item.Given {
		values = append(values, given.Values...)
	}
	return values
}

// blame adds to a command's error the place of the mistake in the batch file.
func (c *candidate) blame(err error) error {
	var known *failure.Failure
	if !errors.As(err, &known) && c.intent != nil {
		return err // not a mistake in the file
	}
	c.blamed = true
	if known == nil {
		known = failure.Usage("%s", err).Because(err)
	}
	var all []error
	for _, one := range known.All() {
		all = append(all, c.placed(one))
	}
	return failure.Together(all...)
}

// placed adds the file and the place to one mistake.
func (c *candidate) placed(f *failure.Failure) *failure.Failure {
	f.Message = fmt.Sprintf("%s: %s: %s: %s", c.file, c.item.Blame(f.Message), c.item.Operation, c.item.Fields(f.Message))
	if f.Hint = c.item.Fields(f.Hint); f.Hint == "" {
		f.Hint = "mpool " + c.item.Operation + " --help"
	}
	return f
}

// name returns the candidate's name in a report, if it was not tried.
func (c *candidate) name() string {
	if c.plan != nil {
		return c.plan.Operation.Name()
	}
	return c.item.Operation
}

// source returns the file and the place of the candidate.
func (c *candidate) source() string {
	if c.intent == nil {
		return c.file
	}
	return fmt.Sprintf("%s:%d", c.file, c.item.At.Line)
}

func (c *candidate) pool() config.Pool {
	if c.calls != nil {
		return config.Pool{Chain: c.on}
	}
	if c.plan != nil {
		return config.Pool{Address: c.plan.Predicted.Pool.Address, Chain: network.ID(c.plan.Predicted.ChainID)}
	}
	return c.intent.Pool
}

// commonChain returns the chain of all candidates; 0: any.
func commonChain(list []*candidate) (network.ID, error) {
	var on network.ID
	for _, c := range list {
		this := c.pool().Chain
		if on != 0 && this != 0 && this != on {
			return 0, failure.Usage("%s is for %s, but another file is for %s", c.source(), this, on).WithHint("use one dry run for each chain")
		}
		on = max(on, this)
	}
	return on, nil
}
