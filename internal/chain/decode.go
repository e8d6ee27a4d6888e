package chain

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain/lens"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// lensVersion is the version of the answer's format: VERSION in Lens.sol.
const lensVersion = 4

// noFactory means that none of the given factories knows the pool.
const noFactory = 255

// missing has a bit for each getter that did not answer, or whose answer does not fit its field.
// The bits are the constants of Lens.sol.
type missing uint32

const (
	noID missing = 1 << iota
	noVault
	noTokens
	noOwner
	noSwapEnabled
	noJoinExitEnabled
	noMustAllowlist
	noPaused
	noRecovery
	noSwapFee
	noSwapFeeChange
	noWeightChange
	noAumFee
	noProtocolShare
	noTotalSupply
	noVaultBpt
	noActualSupply
	noName
	noSymbol
	noSafe
	noVaultPaused
	noFeesCollector
)

const (
	noTokenAddress missing = 1 << iota
	noTokenDecimals
	noTokenSymbol
	noTokenInfo
	noTokenChange
	noTokenWeight
	noTokenBreaker
	noBreakerSet
)

// page is one answer of the lens contract.
type page struct {
	head   head
	pool   *poolPart // only on the first page of a pool that answers
	tokens []tokenPart
}

type head struct {
	number   uint64
	time     units.Time
	parent   common.Hash
	codeSize uint32
	missing  missing
	id       common.Hash
	vault    common.Address
	listed   int // number of tokens in the Vault's list, with the BPT
	factory  uint8
}

type poolPart struct {
	owner                                    common.Address
	ownerCode                                uint32
	switches                                 uint8
	fees                                     ops.Fees
	weights                                  ops.Ramp
	totalSupply, cash, managed, actualSupply uint256.Int
	feesCollector                            common.Address
	registered                               common.Address // the pool that the Vault has for the id
	name, symbol                             string
}

type tokenPart struct {
	missing  missing
	token    ops.Token
	contract bool // the asset manager is a contract
}

// errShort says that an answer ends too early. The lens contract never writes such an answer, so
// the network or the node is at fault.
var errShort = errors.New("it is shorter than expected from the lens contract")

// decodePage decodes a page that starts with token number first. It accepts exactly what the lens
// contract writes.
func decodePage(answer []byte, first int) (*page, error) {
	r := &reader{left: answer}
	if v := r.uint(1); r.err == nil && v != lensVersion {
		return nil, fmt.Errorf("it starts with %d instead of %d", v, lensVersion)
	}
	p := &page{head: readHead(r)}
	if p.head.missing&(noID|noVault) == 0 {
		if first == 0 {
			p.pool = readPool(r)
		}
		for i := 0; i < tokensOn(p.head.listed, first) && r.err == nil; i++ {
			p.tokens = append(p.tokens, readToken(r))
		}
	}
	if r.err == nil && len(r.left) != 0 {
		return nil, fmt.Errorf("it is %d bytes longer than expected from the lens contract", len(r.left))
	}
	return p, r.err
}

// tokensOn returns the number of tokens on the page that starts with number first. listed includes
// the BPT.
func tokensOn(listed, first int) int {
	return max(0, min(listed-1-first, lens.PageSize))
}

func readHead(r *reader) head {
	return head{
		number:   r.uint(8),
		time:     r.time(),
		parent:   r.hash(),
		codeSize: uint32(r.uint(4)),
		missing:  missing(r.uint(4)),
		id:       r.hash(),
		vault:    r.address(),
		listed:   int(r.uint(2)),
		factory:  uint8(r.uint(1)),
	}
}

func readPool(r *reader) *poolPart {
	p := &poolPart{owner: r.address(), ownerCode: uint32(r.uint(4)), switches: uint8(r.uint(1))}
	p.fees.SwapFee = r.fixed(8)
	p.fees.SwapFeeRamp = ops.Ramp{Start: r.time(), End: r.time()}
	p.fees.StartSwapFee, p.fees.EndSwapFee = r.fixed(8), r.fixed(8)
	p.weights = ops.Ramp{Start: r.time(), End: r.time()}
	p.fees.AumFee, p.fees.LastCollection = r.fixed(8), r.time()
	p.fees.ProtocolShare = r.fixed(8)
	p.totalSupply = r.number(32)
	p.cash, p.managed = r.number(14), r.number(14)
	p.actualSupply = r.number(32)
	p.feesCollector = r.address()
	p.registered = r.address()
	p.name, p.symbol = r.text(), r.text()
	return p
}

func readToken(r *reader) tokenPart {
	t := ops.Token{Address: r.address()}
	gone := missing(r.uint(1))
	t.Decimals = r.decimals()
	t.Symbol = named.Read(r.text())
	t.Cash = units.Amount{Raw: r.number(14), Decimals: t.Decimals}
	t.Managed = units.Amount{Raw: r.number(14), Decimals: t.Decimals}
	t.AssetManager = r.address()
	contract := r.uint(1) != 0
	t.StartWeight, t.EndWeight, t.Weight = r.fixed(8), r.fixed(8), r.fixed(8)
	if gone&noBreakerSet == 0 {
		t.Breaker = readBreaker(r)
	}
	return tokenPart{missing: gone, token: t, contract: contract}
}

func readBreaker(r *reader) *ops.Breaker {
	return &ops.Breaker{
		BptPrice: r.fixed(32), ReferenceWeight: r.fixed(8),
		LowerBound: r.fixed(8), UpperBound: r.fixed(8),
		LowerBptPrice: r.fixed(32), UpperBptPrice: r.fixed(32),
	}
}

// reader reads fields from the front. After the first missing field, err is set, and all further
// fields are zero.
type reader struct {
	left []byte
	err  error
}

func (r *reader) take(n int) []byte {
	if len(r.left) < n {
		r.err, r.left = errShort, nil
	}
	if r.err != nil {
		return make([]byte, n)
	}
	taken := r.left[:n]
	r.left = r.left[n:]
	return taken
}

func (r *reader) uint(n int) uint64 {
	var b [8]byte
	copy(b[8-n:], r.take(n))
	return binary.BigEndian.Uint64(b[:])
}

// decimals are at most 18, because a Managed Pool accepts no other tokens.
func (r *reader) decimals() uint8 {
	n := r.uint(1)
	if n > 18 && r.err == nil {
		r.err = fmt.Errorf("it has a token with %d decimals, but Managed Pools allow at most 18", n)
	}
	return uint8(n)
}

func (r *reader) number(n int) uint256.Int {
	var v uint256.Int
	v.SetBytes(r.take(n))
	return v
}

func (r *reader) fixed(n int) units.Fixed { return units.Fixed(r.number(n)) }
func (r *reader) time() units.Time        { return units.Time(r.uint(8)) }
func (r *reader) hash() common.Hash       { return common.BytesToHash(r.take(32)) }
func (r *reader) address() common.Address { return common.BytesToAddress(r.take(20)) }
func (r *reader) text() string            { return string(r.take(int(r.uint(1)))) }
