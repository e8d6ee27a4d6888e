package deed

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
)

// Read reads a call of a function that the rules know; nil for other functions. An
// error says that arguments are missing, so that the effect of the call is unknown.
func Read(name string, args []decode.Value, from common.Address) (does any, err error) {
	f := &fields{list: args}
	switch name {
	case "transfer", "transferFrom", "approve", "increaseAllowance", "decreaseAllowance":
		does = f.ofToken(name, from)
	case "addToken":
		does = AddToken{Token: f.address(f.at(0)), Manager: f.address(f.at(1)), Mint: f.amount(f.named("mintAmount")), Recipient: f.address(f.named("recipient"))}
	case "removeToken":
		does = RemoveToken{Burn: f.amount(f.named("burnAmount")), Of: f.address(f.named("sender"))}
	case "managePoolBalance":
		does = ManageBalance{Moves: eachOf(f, f.at(0), (*fields).poolMove)}
	case "setRelayerApproval":
		does = SetRelayer{Sender: f.address(f.named("sender")), Relayer: f.address(f.named("relayer")), Approved: f.named("approved").Value == "true"}
	case "manageUserBalance":
		does = UserBalance{Moves: eachOf(f, f.named("ops"), (*fields).userMove)}
	case "joinPool":
		does = f.join()
	case "exitPool":
		does = f.exit()
	case "swap":
		does = f.swap()
	case "batchSwap":
		does = f.batchSwap()
	case "create":
		does = f.create()
	}
	return does, f.err
}

func (f *fields) ofToken(name string, from common.Address) any {
	switch name {
	case "transfer":
		return Transfer{From: from, To: f.address(f.at(0)), Amount: f.amount(f.at(1))}
	case "transferFrom":
		return Transfer{From: f.address(f.at(0)), To: f.address(f.at(1)), Amount: f.amount(f.at(2))}
	case "decreaseAllowance":
		return Lower{}
	}
	return Approve{Spender: f.address(f.at(0)), Amount: f.amount(f.at(1))}
}

// Members of PoolBalanceOpKind of the Vault.
const (
	depositKind = "1"
	updateKind  = "2"
)

func (f *fields) poolMove() PoolMove {
	kind := f.named("kind").Value
	return PoolMove{Deposit: kind == depositKind, Update: kind == updateKind, Pool: f.word(f.named("poolId")), Token: f.address(f.named("token")), Amount: f.amount(f.named("amount"))}
}

func (f *fields) userMove() UserMove {
	return UserMove{Asset: f.address(f.named("asset")), Recipient: f.address(f.named("recipient")), Amount: f.amount(f.named("amount"))}
}

// ofOne reads the single pool, the sender and the recipient of a join or an exit.
func (f *fields) ofOne() Between {
	return Between{Pools: []common.Hash{f.word(f.named("poolId"))}, Sender: f.address(f.named("sender")), Recipient: f.address(f.named("recipient"))}
}

// inside reads the members of a struct argument.
func (f *fields) inside(v decode.Value, read func(*fields)) {
	part := &fields{list: v.Items}
	if read(part); f.err == nil {
		f.err = part.err
	}
}

func (f *fields) join() Join {
	j := Join{Between: f.ofOne()}
	f.inside(f.named("request"), func(request *fields) {
		j.Assets = request.addresses("assets")
		j.Most = numbersOf(request, request.named("maxAmountsIn"))
		request.inside(request.named("userData"), func(data *fields) {
			switch {
			case data.has("minimumBpt"):
				j.Way, j.Least = ExactTokens, data.number(data.named("minimumBpt"))
			case data.has("bptAmountOut"):
				j.Way = ExactBPT
			case data.has("amounts"):
				j.Way = FirstJoin
			}
		})
	})
	return j
}

func (f *fields) exit() Exit {
	e := Exit{Between: f.ofOne()}
	f.inside(f.named("request"), func(request *fields) {
		e.Assets = request.addresses("assets")
		e.Least = numbersOf(request, request.named("minAmountsOut"))
		request.inside(request.named("userData"), func(data *fields) {
			switch {
			case data.has("maximumBpt"):
				e.Way, e.Most = ExactTokens, data.number(data.named("maximumBpt"))
			case data.has("bptAmountIn"):
				e.Way = ExactBPT
			}
		})
	})
	return e
}

// givenIn is SwapKind.GIVEN_IN of the Vault.
const givenIn = "0"

func (f *fields) swap() Swap {
	s := Swap{Limit: f.number(f.named("limit"))}
	f.inside(f.named("singleSwap"), func(single *fields) {
		s.In, s.Out = single.address(single.named("assetIn")), single.address(single.named("assetOut"))
		s.Pools, s.GivenOut = []common.Hash{single.word(single.named("poolId"))}, single.named("kind").Value != givenIn
	})
	s.Sender, s.Recipient = f.funds()
	return s
}

func (f *fields) batchSwap() BatchSwap {
	b := BatchSwap{Limits: numbersOf(f, f.named("limits"))}
	b.Pools = eachOf(f, f.named("swaps"), func(step *fields) common.Hash { return step.word(step.named("poolId")) })
	b.Assets = f.addresses("assets")
	b.Sender, b.Recipient = f.funds()
	return b
}

func (f *fields) funds() (sender, recipient common.Address) {
	f.inside(f.named("funds"), func(funds *fields) {
		sender, recipient = funds.address(funds.named("sender")), funds.address(funds.named("recipient"))
	})
	return sender, recipient
}

// create reads the creation of a pool. The v2 factory takes its parameters in two structs.
func (f *fields) create() Create {
	c := Create{Owner: f.address(f.named("owner"))}
	read := func(part *fields) {
		if part.has("name") {
			c.Title, c.Managers = part.named("name").Value, part.addresses("assetManagers")
		}
		if part.has("tokens") {
			c.Tokens, c.SwapFee = part.addresses("tokens"), part.amount(part.named("swapFeePercentage"))
			c.AumFee = part.amount(part.named("managementAumFeePercentage"))
			for _, weight := range part.named("normalizedWeights").Items {
				c.Weights = append(c.Weights, part.amount(weight))
			}
		}
	}
	if f.has("poolParams") {
		f.inside(f.named("poolParams"), read)
		return c
	}
	f.inside(f.named("params"), read)
	f.inside(f.named("settingsParams"), read)
	return c
}
