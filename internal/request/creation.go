package request

import (
	"context"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/parse"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

// creation is a request to create a pool. Batches and All do not have it, because they need a pool. It
// is built on OnChain.
type creation struct {
	name, symbol    typed
	tokens          several
	swapFee, aumFee typed
	owner, manager  typed
	noManager       onOff
	open, swapsOff  onOff
	generation      typed
	salt            typed

	path  string         // of the pool file, if one is named
	file  *poolfile.File // set by check
	known config.Contracts
}

// NewCreation returns an empty request for a new pool.
func NewCreation() *Request { return aboutCreate().request() }

func aboutCreate() entry {
	return entry{
		name: "create", short: "Create a Managed Pool", chapter: AsAnybody, usage: "create [FILE]",
		asks: func() asked { return &creation{} },
		long: `create makes a new pool with a factory, with the tokens, weights and fees of a pool file
or of flags. Anyone can create a pool for any owner. Tokens are given by address and
sorted as the Vault requires. The address is shown before sending; while a v2 factory is
younger than its pause window, it also depends on the time of mining.

The pool is empty at first, and anyone on the allowlist can make the first join with any
amounts, and so set its prices: the allowlist is enabled at the start unless --open is
given, and mpool first-join makes the first join safely. An asset manager can withdraw
its token from the pool; a token without one can never be removed. Nothing is sent unless
--broadcast is given.`,
		example: `  mpool create pool.yaml --from 0x…
  mpool create --name "My Fund" --symbol FUND --token 0x…=60% --token 0x…=40% --swap-fee 0.3% --asset-manager 0x… --out plan.json
  mpool create pool.yaml --generation 1 --owner 0x… --broadcast --account owner`,
	}
}

func (o *creation) fields() []Field {
	generation := textFlag("generation", &o.generation, "factory version, 1 or 2 (default the newest on the chain)")
	generation.Takes = "int"
	return []Field{
		textFlag("name", &o.name, "the pool's name"),
		textFlag("symbol", &o.symbol, "the symbol of its BPT"),
		listFlag("token", &o.tokens, "a token and its weight: 0x…=60%; repeatable"),
		textFlag("swap-fee", &o.swapFee, "the swap fee: 0.3%"),
		textFlag("aum-fee", &o.aumFee, "the yearly AUM fee (default 0%)"),
		textFlag("owner", &o.owner, "account that can change the pool (default the sender)"),
		textFlag("asset-manager", &o.manager, "asset manager of all tokens for which the file names none (default the owner)"),
		switchFlag("no-asset-manager", &o.noManager, "create tokens without an asset manager, permanently"),
		switchFlag("open", &o.open, "disable the allowlist at the start: anyone can make the first join"),
		switchFlag("swaps-off", &o.swapsOff, "disable swaps at the start"),
		generation,
		textFlag("salt", &o.salt, "32 bytes in hex that determine the address on v2 (default zeros)"),
	}
}

// words parses the optional pool file.
func (o *creation) words(args []string, _ *config.Settings) ([]string, error) {
	if len(args) > 0 {
		o.path = args[0]
	}
	return args, nil
}

// check reads the pool file.
func (o *creation) check(ctx context.Context, from Source) (err error) {
	o.known = from.Settings.Contracts
	if o.path != "" {
		if o.file, err = readPoolFile(ctx, o.path, from); err != nil {
			return err
		}
	}
	return o.complete()
}

// complete reports a missing name, token or fee, without a node.
func (o *creation) complete() error {
	op := newpool.CreatePool{Owner: common.Address{1}} // any owner, only for the checks
	var noFile error
	if o.file != nil {
		noFile = o.fromFile(&op)
	}
	return failure.Together(noFile, o.texts(&op), o.fees(&op), o.parties(&op), o.checkGeneration())
}

func (o *creation) checkGeneration() error {
	if !slices.Contains([]string{"", "1", "2"}, o.generation.words) {
		return failure.Usage("--generation must be 1 or 2")
	}
	return nil
}

// build takes the file's values, replaced by those of flags.
func (o *creation) build(ctx context.Context, on *Target) (ops.Operation, error) {
	sender, err := on.sender(ctx)
	if err != nil {
		return nil, err
	}
	op := newpool.CreatePool{Sender: sender, Owner: sender, AumFeeID: 3, Swaps: true, Allowlist: true}
	if o.file != nil {
		if err := o.fromFile(&op); err != nil {
			return nil, err
		}
	}
	if err := failure.Together(o.texts(&op), o.fees(&op), o.parties(&op)); err != nil {
		return nil, err
	}
	slices.SortFunc(op.Tokens, func(x, y newpool.NewToken) int { return x.Token.Cmp(y.Token) })
	op.Factory, op.Generation, err = o.factory(on.Before.ChainID)
	if err != nil {
		return nil, err
	}
	if err := refusal(op.Refusals()); err != nil {
		return nil, err
	}
	return op, nil
}

// refusal returns the first reason why a factory would revert.
func refusal(refused []ops.Finding) error {
	if len(refused) == 0 {
		return nil
	}
	return failure.New(failure.Refused, refused[0].Code, "refused: %s [%s]", refused[0].Summary, refused[0].Code).WithHint("%s", refused[0].Hint)
}

// texts sets name, symbol, tokens, switches and salt.
func (o *creation) texts(op *newpool.CreatePool) error {
	put(&op.Title, o.name.words)
	put(&op.Symbol, o.symbol.words)
	op.Swaps, op.Allowlist = op.Swaps && !o.swapsOff.on, op.Allowlist && !o.open.on
	if len(o.tokens.words) > 0 {
		op.Tokens = nil
	}
	var wrong []error
	for _, item := range o.tokens.words {
		token, err := weighted(item)
		wrong = append(wrong, failure.Each("--token: ", err))
		op.Tokens = append(op.Tokens, token)
	}
	if op.Title == "" || op.Symbol == "" {
		wrong = append(wrong, failure.Usage("missing name or symbol of the pool").WithHint("use --name and --symbol, or name and create.symbol in the file"))
	}
	return failure.Together(append(wrong, saltOf(o.salt.words, op))...)
}

// put replaces value if words is not empty.
func put[S ~string](value *S, words string) {
	if words != "" {
		*value = S(words)
	}
}

// weighted parses a token and its weight: 0x…=60%.
func weighted(item string) (token newpool.NewToken, err error) {
	name, weight := cutItem(item)
	if token.Token, err = parse.Address(name); err != nil {
		return token, err
	}
	token.Weight, err = units.ParsePercent(strings.TrimSpace(weight))
	return token, err
}

func saltOf(words string, op *newpool.CreatePool) error {
	if words == "" {
		return nil
	}
	raw, err := hexutil.Decode(words)
	if err != nil || len(raw) != common.HashLength {
		return failure.Usage("--salt: use 0x and 64 hexadecimal digits")
	}
	op.Salt = common.BytesToHash(raw)
	return nil
}

func (o *creation) fees(op *newpool.CreatePool) (err error) {
	var wrong []error
	if o.swapFee.words == "" && o.file == nil {
		wrong = append(wrong, failure.Usage("missing --swap-fee, for example --swap-fee 0.3%%"))
	}
	for _, fee := range []struct {
		flag, words string
		value       *units.Fixed
	}{{"--swap-fee", o.swapFee.words, &op.SwapFee}, {"--aum-fee", o.aumFee.words, &op.AumFee}} {
		if fee.words == "" {
			continue
		}
		*fee.value, err = units.ParsePercent(fee.words)
		wrong = append(wrong, failure.Each(fee.flag+": ", err))
	}
	return failure.Together(wrong...)
}

// parties sets the owner and the asset managers. A token has no manager only if that is said
// explicitly.
func (o *creation) parties(op *newpool.CreatePool) error {
	if err := failure.Together(addressForm("--owner: ", o.owner.words), addressForm("--asset-manager: ", o.manager.words)); err != nil {
		return err
	}
	if o.owner.words != "" {
		op.Owner = common.HexToAddress(o.owner.words)
	}
	manager := op.Owner
	if o.manager.words != "" {
		manager = common.HexToAddress(o.manager.words)
	}
	if o.noManager.on {
		return nil
	}
	for i := range op.Tokens {
		if op.Tokens[i].AssetManager == (common.Address{}) {
			op.Tokens[i].AssetManager = manager
		}
		if op.Tokens[i].AssetManager == (common.Address{}) {
			return failure.Usage("the zero address as asset manager is permanent: the token can never be withdrawn or removed").WithHint("use --no-asset-manager if you mean it")
		}
	}
	return nil
}

// factory returns the configured factory, otherwise Balancer's on the chain.
func (o *creation) factory(chainID uint64) (common.Address, ops.Generation, error) {
	known, _ := chain.DeploymentOn(chainID)
	one, two := known.FactoryV1, known.FactoryV2
	if o.known.FactoryV1 != (common.Address{}) || o.known.FactoryV2 != (common.Address{}) {
		one, two = o.known.FactoryV1, o.known.FactoryV2
	}
	wanted := o.generation.words
	switch {
	case wanted != "1" && two != (common.Address{}):
		return two, ops.V2, nil
	case wanted != "2" && one != (common.Address{}):
		return one, ops.V1, nil
	}
	return common.Address{}, 0, failure.Usage("no factory of that version is known on this chain").WithHint("set contracts.factory_v1 or contracts.factory_v2 in the configuration")
}
