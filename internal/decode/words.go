package decode

import "github.com/ethereum/go-ethereum/common"

// Explain adds words to the arguments of a call to the contract at to.
func (c *Call) Explain(b Book, to common.Address) {
	explain(b, c.name, to, c.Args)
}

// Explain adds words to the arguments of an event emitted by of.
func (e *Event) Explain(b Book, of common.Address) {
	explain(b, e.name, of, e.Args)
}

// Pools returns the pools whose ids are in the arguments, each once.
func (c *Call) Pools() []common.Address { return pools(c.Args) }

// Pools returns the pools whose ids are in the arguments, each once.
func (e *Event) Pools() []common.Address { return pools(e.Args) }

// Addresses returns all addresses in the arguments, each once.
func (c *Call) Addresses() []common.Address { return addresses(c.Args) }

// Addresses returns all addresses in the arguments, each once.
func (e *Event) Addresses() []common.Address { return addresses(e.Args) }

func explain(b Book, function string, called common.Address, args []Value) {
	w := writer{book: b, function: function, scope: scope{called: called}}
	if function == "GradualWeightUpdateScheduled" || w.joinsOrExits() {
		w.scope.tokens = b.PoolTokens // these have values without their tokens
	}
	w.all(args)
}

// scope holds the other arguments that determine a number's unit.
type scope struct {
	called common.Address // the called contract
	pool   common.Address // from the pool id; zero: the called contract
	token  common.Address // the only token among the arguments
	tokens []common.Address
	in     common.Address // the input token of a swap
	out    common.Address
	kind   string // kind of swap
	exit   bool
}

// writer adds words to values.
type writer struct {
	book     Book
	function string
	scope    scope
}

// all adds words to the values of one struct or argument list.
func (w writer) all(values []Value) {
	for _, v := range values {
		w.scope.see(v)
		if v.Name == "singleSwap" {
			for _, part := range v.Items {
				w.scope.see(part)
			}
		}
	}
	w.scope.exit = w.function == "exitPool" || w.function == "queryExit" || w.function == "onExitPool"
	for i := range values {
		w.one(&values[i])
	}
}

// see stores a value that determines the units of the others.
func (s *scope) see(v Value) {
	switch v.Name {
	case "token", "asset":
		s.token = v.address
	case "tokenIn", "assetIn":
		s.in = v.address
	case "tokenOut", "assetOut":
		s.out = v.address
	case "poolId":
		s.pool = common.BytesToAddress(v.bytes[:20])
	case "kind":
		s.kind = v.Value
	case "tokens", "assets":
		s.tokens = nil
		for _, item := range v.Items {
			s.tokens = append(s.tokens, item.address)
		}
	case "assetInIndex":
		s.in = s.asset(v)
	case "assetOutIndex":
		s.out = s.asset(v)
	}
}

// asset is that of a number in a batch swap's list; zero where there is none.
func (s *scope) asset(v Value) common.Address {
	if n, negative := magnitude(v); n != nil && !negative && n.LtUint64(uint64(len(s.tokens))) {
		return s.tokens[n.Uint64()]
	}
	return common.Address{}
}

func (w writer) one(v *Value) {
	u := unitOf(w.function, v.Name)
	switch {
	case v.Type == "struct":
		w.all(v.Items)
	case v.Type == "struct[]":
		for i := range v.Items {
			w.all(v.Items[i].Items)
		}
	case u == userData && v.bytes != nil && w.joinsOrExits():
		w.userData(v)
	case len(v.Items) > 0:
		w.list(u, v)
	default:
		v.Words = w.words(u, *v, w.scope.tokenOf(v.Name))
	}
}

// list adds words to the items of a list. If there are as many items as tokens, each item gets its
// token.
func (w writer) list(u unit, v *Value) {
	parallel := len(v.Items) == len(w.scope.tokens) && (u != plain || v.Name == "assetManagers")
	for i := range v.Items {
		item := &v.Items[i]
		var token common.Address
		if parallel {
			token = w.scope.tokens[i]
			item.Token, item.Name = &token, w.book.label(token)
		}
		item.Words = w.words(u, *item, token)
	}
}

func (w writer) words(u unit, v Value, token common.Address) string {
	switch {
	case v.Type == "address":
		return w.book.Name(v.address)
	case u == poolID && len(v.bytes) == 32:
		return poolIDWords(w.book, v.bytes)
	case v.number == nil:
		return ""
	case w.isMaximum() && unlimited(v):
		return "no limit"
	case u == swapLimit:
		return w.limit(v, token)
	case u == assetNumber:
		return w.tokenNumber(v)
	case u == ofSibling || u == given:
		return w.book.amount(v, token)
	case u == bpt:
		return amountOfBPT(v)
	case u == price:
		return w.book.price(v, token)
	case u == ofCalled:
		return w.amountOfCalled(v)
	}
	return inWords(u, v)
}

// isMaximum reports whether the function has amounts that are upper limits.
func (w writer) isMaximum() bool { return w.function == "joinPool" || w.function == "queryJoin" }

func (w writer) amountOfCalled(v Value) string {
	words := w.book.amount(v, w.scope.called)
	if unlimited(v) && w.function != "transfer" && w.function != "transferFrom" && w.function != "Transfer" {
		return "UNLIMITED: all that the account has or will have"
	}
	return words
}

// tokenOf returns the token of an amount.
func (s scope) tokenOf(name string) common.Address {
	givenIn := s.kind == "0"
	swaps := s.in != s.out // one of them is zero for the native token
	switch {
	case name == "amountIn", name == "amount" && swaps && givenIn, name == "limit" && !givenIn:
		return s.in
	case name == "amountOut", name == "amount" && swaps, name == "limit":
		return s.out
	}
	return s.token
}

// limit is what a swap must give at least, or may take at most.
func (w writer) limit(v Value, token common.Address) string {
	words := w.book.amount(v, token)
	switch {
	case words == "":
		return ""
	case w.scope.kind == "0":
		return "at least " + words
	}
	return "at most " + words
}

func pools(values []Value) []common.Address {
	return collect(values, func(v Value) (common.Address, bool) {
		isID := v.Name == "poolId" && len(v.bytes) == 32
		if !isID {
			return common.Address{}, false
		}
		return common.BytesToAddress(v.bytes[:20]), true
	})
}

func addresses(values []Value) []common.Address {
	return collect(values, func(v Value) (common.Address, bool) { return v.address, v.Type == "address" })
}

// collect returns the addresses that pick finds in the values and their parts, each once.
func collect(values []Value, pick func(Value) (common.Address, bool)) []common.Address {
	var found []common.Address
	seen := map[common.Address]bool{{}: true}
	var walk func([]Value)
	walk = func(values []Value) {
		for _, v := range values {
			if address, ok := pick(v); ok && !seen[address] {
				seen[address] = true
				found = append(found, address)
			}
			walk(v.Items)
		}
	}
	walk(values)
	return found
}
