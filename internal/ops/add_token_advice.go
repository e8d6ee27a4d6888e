package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// advice says what the contracts accept and the owner may not want. What
// changes from block to block is told by notes, which make no plan stale.
func (op AddToken) advice(now, after *Snapshot) []Finding {
	var found []Finding
	if !op.added(now) {
		found = append(found, op.adviseMint(now)...)
		found = append(found, op.adviseHolders(now)...)
		found = append(found, op.adviseRounding(now)...)
		found = append(found, op.adviseManager(now)...)
	}
	if !op.added(now) {
		found = append(found, op.adviseLeavers(now)...)
	}
	if !op.funded(now) {
		found = append(found, op.advisePrice(now)...)
		found = append(found, adviseAllowance(now, op.Token, op.AssetManager, op.rest(now).Raw)...)
	}
	found = append(found, op.adviseSurplus(now)...)
	found = append(found, adviseTrips(now, after)...)
	found = append(found, adviseLeft(now, op.Token)...)
	if !after.Pool.SwapEnabled {
		found = append(found, Finding{Warn, "swaps.disabled", "swaps are disabled, and stay so", "", "mpool swaps enable"})
	}
	return append(found, adviseOwner(now)...)
}

// adviseDone says where nothing is left to do, and the pool holds another amount than
// the deposit: others have traded since, or it is none of this operation's.
func (op AddToken) adviseDone(now *Snapshot) []Finding {
	token, err := now.Token(op.Token)
	if err != nil || token.Balance().Raw == op.Deposit.Raw {
		return nil
	}
	return []Finding{{Note, "deposit.traded", fmt.Sprintf("the pool holds %s %s by now, and %s were to be deposited: others have traded, joined or left since, or somebody else has added it", token.Balance(), op.symbol(now), op.Deposit), "", ""}}
}

// adviseLeavers says what those lose who leave while they can, between the mint and the
// deposit: the new BPT have their share already, and have brought nothing yet.
func (op AddToken) adviseLeavers(now *Snapshot) []Finding {
	if op.Doors.Closing != ByAllowlist || op.Mint.Raw.IsZero() || now.Supply.Actual.Raw.IsZero() {
		return nil
	}
	after := op.Mint.Raw.ToBig()
	share := ceilDiv(new(big.Int).Mul(after, unit()), new(big.Int).Add(after, now.Supply.Actual.Raw.ToBig()))
	word, over := uint256.FromBig(share)
	if over {
		return nil
	}
	return []Finding{{Note, "mint.leavers", fmt.Sprintf("who leaves the pool after addToken and before the deposit gets %s less: the BPT that are minted count already, and the deposit does not yet", ShareText(Fixed(*word))), "",
		"without --keep-exits, where the generation allows it, nobody can leave meanwhile; --mint none leaves nobody short"}}
}

// adviseManager warns of an asset manager who manages nothing else here.
func (op AddToken) adviseManager(now *Snapshot) []Finding {
	usual := now.UsualAssetManager()
	if op.AssetManager == usual || op.AssetManager == now.Pool.Owner {
		return nil
	}
	return []Finding{{Warn, "manager.other", fmt.Sprintf("%s, who will be the asset manager of the new token, may take all of it out of the pool; of the others it is %s", op.AssetManager, usual), "", ""}}
}

// The codes of warnings whose details change with the supply.
const (
	mintMuch   = "mint.much"
	mintLittle = "mint.little"
	burnMuch   = "burn.much"
)

func (op AddToken) adviseMint(now *Snapshot) []Finding {
	fair, err := op.Fair(now)
	if err != nil {
		return nil // no supply or no weight left: refused before
	}
	if op.Mint.Raw.IsZero() {
		return []Finding{
			{Warn, "mint.none", "no BPT is minted: the deposit is given to all who hold BPT, in their shares", "", "right where the pool's own assets are deposited; else --mint fair, and --mint-to who pays"},
			{Note, "mint.fair", fmt.Sprintf("fair for %s are %s BPT", op.fairFor(), fair), "", ""},
		}
	}
	found := []Finding{{Note, "mint.dilutes", op.mintWords(now, fair), "", ""}}
	if op.MintTo == (common.Address{}) {
		found = append(found, Finding{Warn, "mint.lost", "the minted BPT go to the zero address, from where nobody gets them", "", "name an account with --mint-to"})
	}
	if muchMore(fair.Raw, op.Mint.Raw) {
		found = append(found, Finding{Warn, mintLittle, "fewer BPT are minted than the deposit is worth: whoever gets them pays for the other holders", op.mintWords(now, fair), "--mint fair"})
	}
	if muchMore(op.Mint.Raw, fair.Raw) {
		found = append(found, Finding{Warn, mintMuch, "more BPT are minted than the deposit is worth: the other holders pay for it", op.mintWords(now, fair), "--mint fair"})
	}
	return found
}

// mintWords are who gets how much of the pool, and what would be fair.
func (op AddToken) mintWords(now *Snapshot, fair Amount) string {
	return fmt.Sprintf("%s BPT go to %s, %s of all then; fair for %s are %s BPT", op.Mint, op.MintTo, op.share(now), op.fairFor(), fair)
}

// fairFor is the deposit that a fair mint is of.
func (op AddToken) fairFor() string {
	if op.Price.Given() {
		return "this deposit at the price given"
	}
	return "a deposit that is worth its weight"
}

// share is the part that the minted BPT are of all afterwards.
func (op AddToken) share(now *Snapshot) string {
	return partOf(op.Mint.Raw, now.Supply.Actual.Plus(op.Mint).Raw)
}

// partOf is a / b as a percentage, cut to four places.
func partOf(a, b uint256.Int) string {
	if b.IsZero() {
		return "all"
	}
	one := FixedOne()
	var part uint256.Int
	if _, over := part.MulDivOverflow(&a, one.Int(), &b); over {
		return "far more than all"
	}
	return cutPercent(Fixed(part))
}

// muchMore says whether a is above b by more than a hundredth.
func muchMore(a, b uint256.Int) bool {
	limit := new(big.Int).Mul(b.ToBig(), big.NewInt(101))
	return new(big.Int).Mul(a.ToBig(), big.NewInt(100)).Cmp(limit) > 0
}

func pow10(n uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// adviseAllowance says that an allowance of the Vault's is lost.
func adviseAllowance(now *Snapshot, token, account common.Address, pays uint256.Int) []Finding {
	held := now.Holding(token, account)
	if held == nil || held.Allowance.Raw.IsZero() || held.Allowance.Raw == pays {
		return nil
	}
	return []Finding{{Note, "allowance.reset", fmt.Sprintf("the Vault may take %s of %s now: that is reset, and nothing is left of it", held.Symbol, account), "", ""}}
}

// adviseLeft warns of a breaker that a removed token has left behind.
func adviseLeft(now *Snapshot, token common.Address) []Finding {
	for _, left := range now.LeftBreakers {
		b := left.Breaker
		if left.Token == token && (b.LowerBound != Fixed{} || b.UpperBound != Fixed{}) {
			return []Finding{{Warn, "breaker.again", "the token was in the pool before, and the circuit breaker that it had counts again", "", "see it with mpool breakers show afterwards, and set it anew"}}
		}
	}
	return nil
}

// adviseTrips warns of circuit breakers that trip after the operation and did
// not before.
func adviseTrips(now, after *Snapshot) []Finding {
	before := map[common.Address]string{}
	for i, token := range now.Tokens {
		before[token.Address] = now.tripped(i)
	}
	var found []Finding
	for i, token := range after.Tokens {
		side := after.tripped(i)
		if side == "" || side == before[token.Address] {
			continue
		}
		found = append(found, Finding{Warn, "breaker.trips", fmt.Sprintf("the BPT price of %s will be %s its circuit breaker", token.Symbol, side), "",
			"what pushes the price further that way reverts with BAL#356: set the breaker anew"})
	}
	return found
}

// FairMint is the BPT that a token of the weight is worth where its deposit
// leaves no arbitrage: supply * w / (1-w), rounded down, of the actual supply.
func FairMint(pool *Snapshot, weight Fixed) (Amount, error) {
	raw, err := poolmath.BptOutAddToken(pool.Supply.Actual.Raw, uint256.Int(weight))
	if err != nil {
		return Amount{}, fmt.Errorf("the fair mint: %w", err)
	}
	return Amount{raw, bptDecimals}, nil
}
