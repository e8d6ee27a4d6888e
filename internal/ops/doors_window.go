package ops

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// Window is the part of a plan between two calls in which a token has no balance, and what is shut
// meanwhile. Calls count from 1.
type Window struct {
	Token string `json:"token"` // its symbol: untrusted text
	// First is the call after which the token has no balance; 0 means that it already has none.
	// Last is the call that ends that.
	First int `json:"first_call"`
	Last  int `json:"last_call"`
	// Shuts is the first call that shuts a door, and Opens the first that opens one. 0 means that
	// there is none.
	Shuts int `json:"shuts_call"`
	Opens int `json:"opens_call"`
	// Calls is the number of remaining calls.
	Calls int   `json:"calls"`
	Doors Doors `json:"doors"`
	// Lasts estimates how long the pool is shut. It is nil if the plan does not open it again.
	Lasts *Lasting `json:"lasts"`
}

// window finds the window among the remaining steps. It is nil if there is none.
func (d Doors) window(now *Snapshot, token string, steps []Step) *Window {
	w := Window{Token: token, Doors: d, Calls: len(steps)}
	own := 0
	for i, s := range steps {
		switch {
		case s.Door && s.Opens && w.Opens == 0:
			w.Opens = i + 1
		case s.Door && !s.Opens && w.Shuts == 0:
			w.Shuts = i + 1
		case !s.Door && s.Exposes:
			w.First = i + 1
		}
		if !s.Door {
			own, w.Last = own+1, i+1
		}
	}
	if d.Closing == AtOnce || own == 0 && w.Opens == 0 {
		return nil
	}
	w.Lasts = w.lasting(now.ChainID, steps)
	return &w
}

// Held is the number of leading calls that may be signed now. Anyone who has signed bytes can send
// them at any time. So a call that opens the pool is signed only after the calls before it are
// mined. The same holds for a withdrawal by another account than the one that shuts the pool.
func (p *Plan) Held() int {
	if _, is := ShutDoors(p.Operation); !is {
		return len(p.Calls)
	}
	own := false
	for i, call := range p.Calls {
		_, opens, door := DoorCall(call)
		if own && door && opens || !door && p.emptiesEarly(i) {
			return i
		}
		own = own || !door
	}
	return len(p.Calls)
}

// emptying is an operation that empties the pool of a token.
type emptying interface {
	// Empties says whether a call of its plan withdraws the token.
	Empties(call Call) bool
}

// emptiesEarly says whether call i withdraws a token from another account than an earlier call.
// Then its nonce does not keep it behind the calls that shut the pool.
func (p *Plan) emptiesEarly(i int) bool {
	op, is := p.Operation.(emptying)
	return is && op.Empties(p.Calls[i]) &&
		slices.ContainsFunc(p.Calls[:i], func(c Call) bool { return c.From != p.Calls[i].From })
}

// AllAtOnce says whether the plan must be one transaction, because anyone could empty the pool
// between its calls.
func (p *Plan) AllAtOnce() bool {
	d, is := ShutDoors(p.Operation)
	return is && d.Closing == AtOnce && len(p.Calls) > 1
}

// shutWords names what is shut meanwhile.
func (d Doors) shutWords() string {
	words := []string{"swaps"}
	switch {
	case d.Closing == ByJoinsExits:
		words = append(words, "joins and exits")
	case len(d.Members) > 0 && !d.Suspend:
		words = append(words, fmt.Sprintf("joins (except %s)", count(len(d.Members), "trusted member")))
	default:
		words = append(words, "joins")
	}
	return strings.Join(words, " and ")
}

// advice reports what is shut, for how long, and whom it affects.
func (d Doors) advice(now *Snapshot, w *Window) []Finding {
	if w == nil {
		return nil
	}
	var found []Finding
	if w.First > 0 {
		found = append(found, Finding{Note, "window", fmt.Sprintf("the pool holds no %s from call %d until call %d: %s are shut meanwhile, because otherwise anyone could empty the pool", w.Token, w.First, w.Last, d.shutWords()), "", ""})
	}
	if d.Closing == ByJoinsExits && d.JoinsExits && w.Shuts > 0 {
		found = append(found, Finding{Warn, "window.exits", "LPs cannot exit while joins are shut: on v2 pools exits are shut with them (BAL#358)", "", "use --keep-exits to shut joins with the allowlist instead"})
	}
	if w.Lasts != nil {
		found = append(found, Finding{Note, "window.lasts", fmt.Sprintf("estimate: the pool is shut for %s; %s", w.Lasts.words(), d.users()), w.Lasts.longer(), ""})
	}
	if now.Pool.OwnerKind == OwnerContract && w.Opens > 0 {
		found = append(found, contractWarning(w))
	}
	if len(d.Members) > 0 && !d.Suspend {
		found = append(found, Finding{Warn, "window.members", fmt.Sprintf("%s on the allowlist can join while the token costs nothing, and you trust them not to: %s", count(len(d.Members), "member"), memberList(d.Members)), "", "use --suspend-members to remove them for that time"})
	}
	return found
}

// contractWarning is for an owner that may be a timelock. Often anyone can execute a timelock's
// queued calls, in any order.
func contractWarning(w *Window) Finding {
	return Finding{Warn, "doors.contract", "the owner is a contract of an unknown kind: if anyone can execute what is queued in it, anyone can open the pool too early",
		fmt.Sprintf("calls %d to %d open the pool: do not queue them in the contract before call %d is mined, and make each call only after the ones before it are mined", w.Opens, w.Calls, w.Last),
		"queue the calls that open the pool only after the others are mined; a contract that makes all calls in one transaction needs no such order"}
}

// users says what users of the pool cannot do meanwhile.
func (d Doors) users() string {
	if d.Closing == ByJoinsExits {
		return "LPs cannot exit, and nobody can trade or join"
	}
	return "nobody can trade or join, and LPs can only exit proportionally"
}

// count is a number with its noun, such as "2 calls".
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// memberList joins addresses with commas.
func memberList(list []common.Address) string {
	words := make([]string, len(list))
	for i, address := range list {
		words[i] = address.Hex()
	}
	return strings.Join(words, ", ")
}

// Lasting estimates how long a pool is shut, from the first call that shuts a door to the last one
// that opens one. Calls may be mined late, so it is the minimum.
type Lasting struct {
	Blocks int `json:"blocks"` // if each call is mined in the block after the previous one
	// Seconds is the same as a time. It is 0 if the chain's block time is unknown.
	Seconds units.Time `json:"seconds,omitempty"`
	// Handovers counts how often another account must continue. Its waiting time comes on top.
	Handovers int `json:"handovers"`
}

// lasting is nil if the plan does not open the pool again.
func (w *Window) lasting(chainID uint64, steps []Step) *Lasting {
	if w == nil || w.Opens == 0 {
		return nil
	}
	l := Lasting{Blocks: w.Calls - w.Shuts} // without Shuts the pool is shut already
	for i := max(w.Shuts, 1); i < len(steps); i++ {
		if steps[i].Call.From != steps[i-1].Call.From {
			l.Handovers++
		}
	}
	l.Seconds = units.Time((milliseconds(chainID)*l.Blocks + 999) / 1000)
	return &l
}

// milliseconds is a chain's block time. It is 0 if it is unknown, or if the chain mines blocks on
// demand.
func milliseconds(chainID uint64) int {
	return map[uint64]int{1: 12_000, 11155111: 12_000, 10: 2_000, 8453: 2_000, 252: 2_000, 34443: 2_000, 100: 5_000, 137: 2_000}[chainID]
}

// words gives the estimate and its condition.
func (l *Lasting) words() string {
	text := "about " + count(l.Blocks, "block")
	if l.Seconds > 0 {
		text += ", " + roughly(l.Seconds)
	}
	return text + ", if each call is mined in the next block"
}

// longer says what can prolong the time.
func (l *Lasting) longer() string {
	if l.Handovers == 0 {
		return "it takes longer if a call waits to be mined"
	}
	return fmt.Sprintf("it takes longer if a call waits to be mined, and each time the sender changes (%s)", count(l.Handovers, "time"))
}

// roughly is a time in minutes and seconds.
func roughly(seconds units.Time) string {
	switch minutes, rest := int(seconds/60), int(seconds%60); {
	case minutes == 0:
		return count(rest, "second")
	case rest == 0:
		return count(minutes, "minute")
	default:
		return fmt.Sprintf("%s %s", count(minutes, "minute"), count(rest, "second"))
	}
}
