package planner

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// The first block to read depends on the flags and on what the node knows.
func TestStart(t *testing.T) {
	t.Parallel()
	unknown := &wire.NodeError{Node: "here", Method: "eth_getCode", Message: "missing trie node"}
	for _, test := range []struct {
		name   string
		past   Past
		change func(*world)
		want   Start
		says   string
	}{
		{"its creation", Past{}, nil, Start{3, true}, ""},
		{"a creation that no event confirms", Past{}, func(w *world) { w.events = nil }, Start{0, true}, "the node has no old states, so mpool cannot find the pool's creation and reads from block 0; --from-block starts later"},
		{"a creation that the node does not know", Past{}, func(w *world) { w.fails["Birth"] = unknown }, Start{0, true}, "the node has no old states, so mpool cannot find the pool's creation and reads from block 0; --from-block starts later"},
		{"from a block", Past{From: "5"}, func(w *world) { w.hasCode = true }, Start{5, false}, ""},
		{"from a block before its creation", Past{From: "2"}, nil, Start{2, true}, ""},
		{"from a block, of a node that does not know", Past{From: "5"}, func(w *world) { w.fails["HasCode"] = unknown }, Start{5, false}, ""},
		{"from the first block", Past{From: "0"}, nil, Start{0, true}, ""},
		{"since a day ago", Past{Since: "1d"}, func(w *world) { w.since, w.hasCode = 6, true }, Start{6, false}, ""},
		{"since now", Past{Since: "now"}, func(w *world) { w.since, w.hasCode = 8, true }, Start{7, false}, ""},
	} {
		w := newWorld(t, plantest.Pool())
		w.born, w.events = 3, []types.Log{{}}
		if test.change != nil {
			test.change(w)
		}
		got, err := test.past.Start(t.Context(), w.Planner, w.scripted, w.state)
		if err != nil || got != test.want || !strings.Contains(w.said.String(), test.says) || test.says == "" && w.said.Len() > 0 {
			t.Errorf("%s: %+v %v, %s", test.name, got, err, w.said.String())
		}
	}
	for _, past := range []Past{{From: "1", Since: "1d"}, {From: "8"}, {From: "latest"}, {From: "x"}, {Since: "x"}, {Since: "+1d"}, {Since: "5"}, {Since: "1700000001"}} {
		w := newWorld(t, plantest.Pool())
		_, err := past.Start(t.Context(), w.Planner, w.scripted, w.state)
		_ = plantest.WantFailure(t, err, failure.Misuse, "usage", "--")
	}
	gone := errors.New("gone")
	for method, past := range map[string]Past{"Birth": {}, "Logs": {}, "HasCode": {From: "5"}, "BlockSince": {Since: "1d"}} {
		w := newWorld(t, plantest.Pool())
		w.born, w.fails[method] = 3, gone
		if _, err := past.Start(t.Context(), w.Planner, w.scripted, w.state); !errors.Is(err, gone) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// The allowlist is read from events and checked with the pool. If not all events are read, a
// warning says so.
func TestReadAllowlist(t *testing.T) {
	t.Parallel()
	member := common.Address{0xa1}
	added := types.Log{Topics: []common.Hash{history.AllowlistTopics()[0][0], common.BytesToHash(member[:])}, BlockNumber: 5, BlockHash: common.Hash{5}, TxHash: common.Hash{1}}
	for _, from := range []string{"", "5"} {
		w := newWorld(t, plantest.Pool())
		w.born, w.hasCode, w.events = 3, true, []types.Log{added}
		w.headers = map[uint64]*chain.Header{5: {Number: 5, Hash: common.Hash{5}, Time: plantest.Time - 24}}
		w.members = []ops.Member{{Address: member, Allowed: true}}
		v, err := w.ReadAllowlist(t.Context(), w.scripted, w.state, &Past{From: from})
		plantest.Must(t, err)
		if len(v.Entries) != 1 || !v.Entries[0].Listed || !v.Entries[0].Allowed || v.Entries[0].Since != plantest.Time-24 || v.Disagree != 0 || v.Complete != (from == "") {
			t.Errorf("%+v", v)
		}
		if got := warned(w); got != map[string]string{"5": "allowlist.partial"}[from] {
			t.Errorf("it warns of %q", got)
		}
		w.members[0].Allowed = false
		if v, err := w.ReadAllowlist(t.Context(), w.scripted, w.state, &Past{From: from}); err != nil || v.Disagree != 1 {
			t.Errorf("%+v %v", v, err)
		}
	}
	for _, method := range []string{"Birth", "Logs", "Headers", "Members", "Contracts"} {
		w := newWorld(t, plantest.Pool())
		w.born, w.fails[method] = 3, errors.New("gone")
		if _, err := w.ReadAllowlist(t.Context(), w.scripted, w.state, &Past{}); !errors.Is(err, w.fails[method]) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// A block whose hash has changed since the logs were read is an error.
func TestHeadersOf(t *testing.T) {
	t.Parallel()
	w := newWorld(t, plantest.Pool())
	w.headers = map[uint64]*chain.Header{5: {Number: 5, Hash: common.Hash{5}}}
	logs := []types.Log{{BlockNumber: 5, BlockHash: common.Hash{5}}, {BlockNumber: 5, BlockHash: common.Hash{5}}}
	if headers, err := HeadersOf(t.Context(), w.scripted, logs); err != nil || len(headers) != 1 {
		t.Errorf("%v %v", headers, err)
	}
	logs[1].BlockHash = common.Hash{6}
	_, err := HeadersOf(t.Context(), w.scripted, logs)
	_ = plantest.WantFailure(t, err, failure.Plain, "node.reorganised", "block 5 was replaced")
}
