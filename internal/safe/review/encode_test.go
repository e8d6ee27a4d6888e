package review

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/safecontract"
	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/safe"
)

func list(calls ...safe.Call) []safe.Call { return calls }

func to(address common.Address, data []byte) safe.Call { return safe.Call{To: address, Data: data} }

// coins is a call that sends the native token.
func coins(address common.Address, amount uint256.Int, data ...byte) safe.Call {
	return safe.Call{To: address, Value: amount, Data: data}
}

func transfer(token, recipient common.Address, amount *big.Int) safe.Call {
	return to(token, erc20.NewERC20().PackTransfer(recipient, amount))
}

func transferFrom(token, sender, recipient common.Address, amount *big.Int) safe.Call {
	return to(token, erc20.NewERC20().PackTransferFrom(sender, recipient, amount))
}

// received is a call without a finding, and no operation of a pool.
func received() safe.Call { return transferFrom(weth(), friend(), theSafe(), ether(1)) }

func approve(token, spender common.Address, amount *big.Int) safe.Call {
	return to(token, erc20.NewERC20().PackApprove(spender, amount))
}

func increase(token, spender common.Address, amount *big.Int) safe.Call {
	return to(token, managedpool.NewManagedPool().PackIncreaseAllowance(spender, amount))
}

func decrease(token, spender common.Address, amount *big.Int) safe.Call {
	return to(token, managedpool.NewManagedPool().PackDecreaseAllowance(spender, amount))
}

func addToken(pool, token, manager common.Address, mint *big.Int, recipient common.Address) safe.Call {
	return to(pool, managedpool.NewManagedPool().PackAddToken(token, manager, bigOf(1e17), mint, recipient))
}

func removeToken(pool, token common.Address, burn *big.Int) safe.Call {
	return removeTokenOf(pool, token, burn, theSafe())
}

func removeTokenOf(pool, token common.Address, burn *big.Int, of common.Address) safe.Call {
	return to(pool, managedpool.NewManagedPool().PackRemoveToken(token, burn, of))
}

func swapsOf(pool common.Address, on bool) safe.Call {
	return to(pool, managedpool.NewManagedPool().PackSetSwapEnabled(on))
}

// The kinds of an operation in managePoolBalance.
const (
	withdraw = 0
	deposit  = 1
	update   = 2
)

func move(kind uint8, pool, token common.Address, amount *big.Int) vault.IVaultPoolBalanceOp {
	return vault.IVaultPoolBalanceOp{Kind: kind, PoolId: poolID(pool), Token: token, Amount: amount}
}

func manage(at common.Address, moves ...vault.IVaultPoolBalanceOp) safe.Call {
	return to(at, vault.NewVault().PackManagePoolBalance(moves))
}

// The kinds of an operation in manageUserBalance.
const (
	depositInternal  = 0
	withdrawInternal = 1
	transferInternal = 2
	transferExternal = 3
)

func userOp(kind uint8, asset common.Address, amount *big.Int, recipient common.Address) vault.IVaultUserBalanceOp {
	return vault.IVaultUserBalanceOp{Kind: kind, Asset: asset, Amount: amount, Sender: theSafe(), Recipient: recipient}
}

func userBalance(at common.Address, list ...vault.IVaultUserBalanceOp) safe.Call {
	return to(at, vault.NewVault().PackManageUserBalance(list))
}

func relay(sender, relayer common.Address, approved bool) safe.Call {
	return to(theVault(), vault.NewVault().PackSetRelayerApproval(sender, relayer, approved))
}

// swap describes a swap by the Safe. The default is a given input of WETH for USDC.
type swap struct {
	at, pool, recipient, in, out common.Address
	kind                         uint8
	limit                        *big.Int
	coin                         bool // it pays with the native token
}

func (s swap) call() safe.Call {
	zero := common.Address{}
	for field, standard := range map[*common.Address]common.Address{&s.at: theVault(), &s.pool: mine(), &s.recipient: theSafe(), &s.in: weth(), &s.out: usdc()} {
		if *field == zero {
			*field = standard
		}
	}
	if s.limit == nil {
		s.limit = bigOf(1990e6)
	}
	if s.coin {
		s.in = zero
	}
	single := vault.IVaultSingleSwap{PoolId: poolID(s.pool), Kind: s.kind, AssetIn: s.in, AssetOut: s.out, Amount: ether(1), UserData: []byte{}}
	return to(s.at, vault.NewVault().PackSwap(single, funds(s.recipient), s.limit, bigOf(1<<40)))
}

func funds(recipient common.Address) vault.IVaultFundManagement {
	return vault.IVaultFundManagement{Sender: theSafe(), Recipient: recipient}
}

// batchSwap swaps from the first asset to the last, one step per pool.
func batchSwap(recipient common.Address, assets []common.Address, limits []*big.Int, pools ...common.Address) safe.Call {
	var steps []vault.IVaultBatchSwapStep
	for i, pool := range pools {
		steps = append(steps, vault.IVaultBatchSwapStep{PoolId: poolID(pool), AssetInIndex: bigOf(uint64(i)), AssetOutIndex: bigOf(uint64(i + 1)), Amount: ether(1), UserData: []byte{}})
	}
	return to(theVault(), vault.NewVault().PackBatchSwap(0, steps, assets, funds(recipient), limits, bigOf(1<<40)))
}

// words is an ABI encoding; lists must come last.
func words(kinds string, values ...any) []byte {
	var inputs abi.Arguments
	for _, kind := range kinds {
		t, err := abi.NewType(map[rune]string{'n': "uint256", 'l': "uint256[]"}[kind], "", nil)
		must(err)
		inputs = append(inputs, abi.Argument{Type: t})
	}
	data, err := inputs.Pack(values...)
	must(err)
	return data
}

func joinOf(pool, recipient common.Address, most []*big.Int, userData []byte) safe.Call {
	request := vault.IVaultJoinPoolRequest{Assets: []common.Address{pool, weth(), usdc()}, MaxAmountsIn: most, UserData: userData}
	return to(theVault(), vault.NewVault().PackJoinPool(poolID(pool), theSafe(), recipient, request))
}

func exitOf(pool, recipient common.Address, least []*big.Int, userData []byte) safe.Call {
	request := vault.IVaultExitPoolRequest{Assets: []common.Address{pool, weth(), usdc()}, MinAmountsOut: least, UserData: userData}
	return to(theVault(), vault.NewVault().PackExitPool(poolID(pool), theSafe(), recipient, request))
}

func amounts(n ...uint64) []*big.Int {
	var all []*big.Int
	for _, x := range n {
		all = append(all, bigOf(x))
	}
	return all
}

func safeABI() *safecontract.Safe { return safecontract.NewSafe() }

// logOf is an event of a contract. Indexed arguments go into the topics.
func logOf(meta *bind.MetaData, at common.Address, name string, args ...any) chain.Log {
	parsed, err := meta.ParseABI()
	must(err)
	event := parsed.Events[name]
	log := chain.Log{Address: at, Topics: []common.Hash{event.ID}}
	var rest []any
	for i, input := range event.Inputs {
		if !input.Indexed {
			rest = append(rest, args[i])
			continue
		}
		input.Indexed = false
		word, err := abi.Arguments{input}.Pack(args[i])
		must(err)
		log.Topics = append(log.Topics, common.BytesToHash(word))
	}
	log.Data, err = event.Inputs.NonIndexed().Pack(rest...)
	must(err)
	return log
}

func moved(token, from, recipient common.Address, amount *big.Int) chain.Log {
	return logOf(&erc20.ERC20MetaData, token, "Transfer", from, recipient, amount)
}

func swapped(pool, in, out common.Address, took, gave *big.Int) chain.Log {
	return logOf(&vault.VaultMetaData, theVault(), "Swap", poolID(pool), in, out, took, gave)
}

// balancesChanged is the event of a join or an exit, with deltas of BPT, WETH and USDC.
func balancesChanged(pool common.Address, deltas ...int64) chain.Log {
	var list, fees []*big.Int
	for _, d := range deltas {
		list, fees = append(list, big.NewInt(d)), append(fees, new(big.Int))
	}
	return logOf(&vault.VaultMetaData, theVault(), "PoolBalanceChanged", poolID(pool), theSafe(), []common.Address{pool, weth(), usdc()}[:len(deltas)], list, fees)
}

func managed(at, manager, token common.Address, cash int64) chain.Log {
	return logOf(&vault.VaultMetaData, at, "PoolBalanceManaged", poolID(mine()), manager, token, big.NewInt(cash), big.NewInt(-cash))
}

func internal(at, user, token common.Address, delta *big.Int) chain.Log {
	return logOf(&vault.VaultMetaData, at, "InternalBalanceChanged", user, token, delta)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func selector(signature string) []byte { return crypto.Keccak256([]byte(signature))[:4] }

func allOnes() *uint256.Int { return new(uint256.Int).SetAllOne() }
