package ops

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Window is the part of a plan in which a token has no balance between two calls,
// and what is shut meanwhile. Calls count from 1.
type Window struct {
	Token string `json:"token"` // its symbol: hostile text
	// First and Last are the call after which the token has no balance and the one
	// that ends that. First is 0 where it has none already.
	First int `json:"first_call"`
	Last  int `json:"last_call"`
	// Shuts is the first call that shuts something and Opens the first that opens it
	// again; 0 where there is none.
	Shuts int `json:"shuts_call"`
	Opens int `json:"opens_call"`
	// Calls are all that are left.
	Calls int   `json:"calls"`
	Doors Doors `json:"doors"`
	// Lasts is for how long the pool is shut; nil where it is not opened again.
	Lasts *Lasting `json:"lasts"`
}

// window finds it among the steps that are left; nil where there is none.
func (d Doors) window(now *Snapshot, token string, steps []step) *Window {
	w := Window{Token: token, Doors: d, Calls: len(steps)}
	own := 0
	for i, s := range steps {
		switch {
		case s.door && s.opens && w.Opens == 0:
			w.Opens = i + 1
		case s.door && !s.opens && w.Shuts == 0:
			w.Shuts = i + 1
		case !s.door && s.exposes:
			w.First = i + 1
		}
		if !s.door {
			own, w.Last = own+1, i+1
		}
	}
	if d.Closing == AtOnce || own == 0 && w.Opens == 0 {
		return nil
	}
	w.Lasts = w.lasting(now.ChainID, steps)
	return &w
}

// Held is how many of the plan's first calls may be signed now. A call that opens the pool
// again is signed only when the ones before it are mined, and so is a withdrawal by another
// account than the one that shuts the pool: anyone who has the signed bytes can send them
// at any time.
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

// emptiesEarly says whether a call takes a token out by an account whose nonce does not
// keep it behind the calls that shut the pool.
func (p *Plan) emptiesEarly(i int) bool {
	_, removes := p.Operation.(RemoveToken)
	return removes && p.Calls[i].Method == manageMethod &&
		slices.ContainsFunc(p.Calls[:i], func(c Call) bool { return c.From != p.Calls[i].From })
}

// AllAtOnce says whether the plan has to be made in one transaction: between its calls
// anybody could empty the pool.
func (p *Plan) AllAtOnce() bool {
	d, is := ShutDoors(p.Operation)
	return is && d.Closing == AtOnce && len(p.Calls) > 1
}

// shutWords are what is shut meanwhile.
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

// advice says what is shut, from when to when, and who is hurt by it.
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
		found = append(found, Finding{Warn, "window.members", fmt.Sprintf("trusted not to join while the token would cost them nothing: %s on the allowlist, %s", count(len(d.Members), "member"), memberList(d.Members)), "", "use --suspend-members to remove them for that time"})
	}
	return found
}

// contractWarning is for an owner that may be a timelock: what waits in one can often
// be executed by anybody, and in any order.
func contractWarning(w *Window) Finding {
	return Finding{Warn, "doors.contract", "the owner is a contract of an unknown kind: if anyone can execute what is queued in it, anyone can open the pool too early",
		fmt.Sprintf("calls %d to %d open the pool: do not queue them in the contract before call %d is mined, and make each call only after the ones before it are mined", w.Opens, w.Calls, w.Last),
		"queue the calls that open the pool only after the others are mined; a contract that makes all calls in one transaction needs no such care"}
}

// users says what those who use the pool cannot do meanwhile.
func (d Doors) users() string {
	if d.Closing == ByJoinsExits {
		return "LPs cannot exit, and nobody can trade or join"
	}
	return "nobody can trade or join, and LPs can only exit proportionally"
}

// count is a number of things, in words.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// memberList are addresses, one after the other.
func memberList(list []common.Address) string {
	words := make([]string, len(list))
	for i, address := range list {
		words[i] = address.Hex()
	}
	return strings.Join(words, ", ")
}
