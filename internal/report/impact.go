package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// What the operations of a dry run take from users.

// Lockout is something that users could do before an operation and cannot do after it.
type Lockout struct {
	step  int // index of the operation
	try   *fork.Tryout
	until int // number of the operation that undoes it, from 1; 0: none
	// never is true if it would begin only later, after the operation that undoes it.
	never bool
	// news is true if users could do it before the first operation too.
	news bool
}

// LockoutsOf lists the lockouts of all operations, in their order.
func LockoutsOf(steps []fork.Step) []Lockout {
	var list []Lockout
	for i := range steps {
		for n := range steps[i].Tryouts {
			if t := &steps[i].Tryouts[n]; t.Broken {
				l := Lockout{step: i, try: t, news: workedFirst(steps[:i], steps[i].Pool.Address, t)}
				l.until, l.never = undone(steps, i, t)
				list = append(list, l)
			}
		}
	}
	return list
}

// ofStep returns the lockouts of one operation.
func ofStep(list []Lockout, step int) []Lockout {
	return slices.DeleteFunc(slices.Clone(list), func(l Lockout) bool { return l.step != step })
}

// workedFirst reports whether the action worked before the first operation that tried it.
func workedFirst(earlier []fork.Step, pool common.Address, t *fork.Tryout) bool {
	for i := range earlier {
		if same := sameTry(&earlier[i], pool, t); same != nil {
			return same.Before.Works
		}
	}
	return true // it worked before its own operation
}

// undone returns the number of the operation after which users can do it again; 0 if there is none.
func undone(steps []fork.Step, by int, t *fork.Tryout) (until int, never bool) {
	for i := by + 1; i < len(steps); i++ {
		again := sameTry(&steps[i], steps[by].Pool.Address, t)
		if again == nil || !again.After.Works || t.After.Works && again.AtEnd != nil && !again.AtEnd.Works && !again.Idle {
			continue
		}
		return i + 1, t.After.Works && again.Before.Works
	}
	return 0, false
}

// sameTry returns the same attempt in another operation. If that chose other tokens, it returns an
// attempt of the same kind, provided that the pool still has the tokens.
func sameTry(step *fork.Step, pool common.Address, t *fork.Tryout) *fork.Tryout {
	if step.Pool.Address != pool {
		return nil
	}
	var alike *fork.Tryout
	for i := range step.Tryouts {
		other := &step.Tryouts[i]
		switch {
		case other.Kind != t.Kind || !standsFor(other, t):
		case slices.Equal(other.Tokens, t.Tokens):
			return other
		case alike == nil || !other.After.Works:
			alike = other
		}
	}
	for _, token := range t.Tokens {
		if step.After == nil {
			return nil
		}
		if _, err := step.After.Token(token); err != nil {
			return nil
		}
	}
	return alike
}

// standsFor reports whether one attempt's outcome also holds for another: if the same account makes
// both, or if a stranger succeeds, because everyone can do what a stranger can.
func standsFor(other, t *fork.Tryout) bool {
	stranger := !other.Member && other.As == (common.Address{})
	return other.Member == t.Member && other.As == t.As || stranger && other.After.Works
}

// LockoutWords says what users can no longer do at the end, and what they cannot do for a while.
func LockoutWords(steps []fork.Step, list []Lockout) []string {
	var words []string
	lasting := map[string]bool{}
	between := map[string]map[string]bool{}
	var order []string
	for _, l := range list {
		name := lockoutName(&steps[l.step], l.try)
		switch {
		case !l.news || l.never:
		case l.until == 0:
			lasting[name] = true
		default:
			when := fmt.Sprintf("from operation %d until operation %d", l.step+1, l.until)
			if between[when] == nil {
				between[when], order = map[string]bool{}, append(order, when)
			}
			between[when][name] = true
		}
	}
	if len(lasting) > 0 {
		words = append(words, "users can no longer: "+listed(lasting))
	}
	for _, when := range order {
		words = append(words, when+", users cannot: "+listed(between[when]))
	}
	return words
}

// stepLockoutWords says the same about one operation.
func stepLockoutWords(step *fork.Step, list []Lockout) []string {
	lasting, until := map[string]bool{}, map[string]map[string]bool{}
	for _, l := range list {
		name := lockoutName(step, l.try)
		switch {
		case l.never:
		case l.until == 0:
			lasting[name] = true
		default:
			when := fmt.Sprintf("until operation %d", l.until)
			if until[when] == nil {
				until[when] = map[string]bool{}
			}
			until[when][name] = true
		}
	}
	var words []string
	if len(lasting) > 0 {
		words = append(words, "users can no longer: "+listed(lasting))
	}
	for _, when := range slices.Sorted(maps.Keys(until)) {
		words = append(words, when+", users cannot: "+listed(until[when]))
	}
	return words
}

// mostLockouts is the largest number of actions that a headline names.
const mostLockouts = 6

func listed(names map[string]bool) string {
	all := slices.Sorted(maps.Keys(names))
	if n := len(all); n > mostLockouts {
		all = append(all[:mostLockouts], fmt.Sprintf("%d more", n-mostLockouts))
	}
	return strings.Join(all, ", ")
}

// lockoutName names the kind of action if all attempts of that kind fail. Otherwise it names the
// attempt, because another direction or a smaller amount may still work.
func lockoutName(step *fork.Step, t *fork.Tryout) string {
	all, strangers, members := true, true, false
	for i := range step.Tryouts {
		other := &step.Tryouts[i]
		if other.Kind != t.Kind || !other.Before.Works {
			continue
		}
		known := other.Member || other.As != (common.Address{})
		members = members || known
		if !other.Broken {
			all, strangers = false, strangers && known
		}
	}
	broken := &t.After
	if broken.Works && t.AtEnd != nil {
		broken = t.AtEnd
	}
	switch {
	case broken.OfSize():
		return whatText(*t)
	case all:
		return kindWord(t.Kind)
	case strangers && members && !t.Member && t.As == (common.Address{}):
		return kindWord(t.Kind) + " as a stranger"
	}
	return whatText(*t)
}

// kindWord returns the name of a kind of action.
func kindWord(kind string) string {
	if kind == fork.TryJoinSingle {
		return "join with one token"
	}
	return kind
}

// note says what users can no longer do, and since when.
func (l Lockout) note() Note {
	severity, when, can, outcome := ops.Warn, "after this", "can no longer", l.try.After
	if l.try.After.Works && l.try.AtEnd != nil {
		when, outcome = "at the end of the changes", *l.try.AtEnd
	}
	switch {
	case l.never:
		severity, can = ops.Note, fmt.Sprintf("could no longer, without operation %d,", l.until)
	case l.until > 0:
		when, can = fmt.Sprintf("%s and until operation %d", when, l.until), "cannot"
	}
	return Note{severity, fmt.Sprintf("%s, users %s %s: %s", when, can, whatText(*l.try), outcomeText(&text.Page{}, l.try.Kind, outcome))}
}

// usersCode is the code of findings about the pool's users.
const usersCode = "users"

// usersFindings returns what users cannot do as findings, for scripts.
func usersFindings(r *fork.Result) []ops.Finding {
	var list []ops.Finding
	lockouts := LockoutsOf(r.Steps)
	for i := range r.Steps {
		step := &r.Steps[i]
		for _, note := range TryoutNotes(step, ofStep(lockouts, i)) {
			words := note.Text
			if step.Source != "" {
				words = text.Clean(step.Source, text.LineWidth) + ": " + step.Operation + ": " + words
			}
			list = append(list, ops.Finding{Severity: note.severity, Code: usersCode, Summary: words})
		}
	}
	return list
}
