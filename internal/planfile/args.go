package planfile

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

// isOfArguments fails unless the numbers and addresses that the arguments show are in the call's
// data, in the same order. It does not compare other words, nor the positions of list elements.
func isOfArguments(c ops.Call) error {
	if len(c.Data) < 4 {
		return nil
	}
	args, data, step := c.Args, c.Data[4:], 32
	if c.Method == wallet.ExecMethod { // the Safe's own arguments belong to the operation, which is planned again
		args, step = args[min(execArgs, len(args)):], 1
	}
	left := data
	for _, arg := range args {
		word, shown := argWord(arg.Value)
		rest, found := behind(left, word, step)
		if shown && !found && hasColumns(c) {
			rest, found = behind(data, word, step)
		}
		if shown && !found {
			return fmt.Errorf("the call shows %s = %s, which differs from its call data", units.Clip(arg.Name), units.Clip(arg.Value))
		}
		if shown {
			left = rest
		}
	}
	return namedIn(args, data, step)
}

// behind returns the data after a word that starts at a multiple of step.
func behind(data, word []byte, step int) (rest []byte, found bool) {
	for at := 0; at+len(word) <= len(data); at += step {
		if bytes.Equal(data[at:at+len(word)], word) {
			return data[at+len(word):], true
		}
	}
	return nil, false
}

// execArgs is the number of the Safe's own arguments, which ExecSafe shows before those of its
// calls.
const execArgs = 3

// columns are the methods whose lists a plan shows element by element.
func columns() []string {
	return []string{"setCircuitBreakers(address[],uint256[],uint256[],uint256[])"}
}

// hasColumns says whether a plan shows the lists of this call, or of a call that it makes a Safe
// send, element by element.
func hasColumns(c ops.Call) bool {
	if c.Method != wallet.ExecMethod {
		return slices.Contains(columns(), c.Method)
	}
	return slices.ContainsFunc(columns(), func(method string) bool {
		return bytes.Contains(c.Data, crypto.Keccak256([]byte(method))[:4])
	})
}

// argWord is the first word of a shown argument as 32 bytes of call data. shown is false if it is
// neither a number, an address nor a boolean.
func argWord(value string) (word []byte, shown bool) {
	first, _, _ := strings.Cut(value, " ")
	n := new(big.Int)
	switch {
	case first == "true" || first == "false":
		if first == "true" {
			n.SetUint64(1)
		}
	case common.IsHexAddress(first):
		n.SetBytes(common.FromHex(first))
	default:
		if _, ok := n.SetString(first, 10); !ok || n.Sign() < 0 || n.BitLen() > 256 {
			return nil, false
		}
	}
	return common.LeftPadBytes(n.Bytes(), 32), true
}

// namedIn fails unless the addresses at the end of argument names are in the data, in the same
// order.
func namedIn(args []ops.Arg, data []byte, step int) error {
	for _, arg := range args {
		address, is := lastAddress(arg.Name)
		if !is {
			continue
		}
		rest, found := behind(data, common.LeftPadBytes(address.Bytes(), 32), step)
		if !found {
			return fmt.Errorf("the call shows an argument of %s that is not in its call data", units.Clip(arg.Name))
		}
		data = rest
	}
	return nil
}

// lastAddress is the last word of a name, if it is an address.
func lastAddress(name string) (address common.Address, is bool) {
	last := name[strings.LastIndex(name, " ")+1:]
	is = strings.HasPrefix(last, "0x") && common.IsHexAddress(last)
	return common.HexToAddress(last), is
}

// sameTurn fails if the plan waits for a Safe that sends none of its calls.
func sameTurn(p *ops.Plan) error {
	if p.Turn == nil || len(p.Calls) == 0 || slices.ContainsFunc(p.Calls, func(c ops.Call) bool { return c.From == p.Turn.Safe }) {
		return nil
	}
	return fmt.Errorf("the plan waits for the nonce of the Safe %s, which sends none of its calls", p.Turn.Safe)
}

// sameFigures fails if the listed figures differ from those of the operation and its state.
func sameFigures(p *ops.Plan) error {
	if _, has := p.Operation.(ops.OfNow); !has || p.Before == nil {
		return nil // for several operations, and for a Safe's, the parts have the figures
	}
	now, err := p.Before.At(p.At)
	if err != nil {
		return err
	}
	same := func(a, b ops.Figure) bool { return a.Planned == b.Planned && a.Now == b.Now }
	if !slices.EqualFunc(ops.FiguresOf(p.Operation, now), p.Figures, same) {
		return errors.New("the list of current numbers differs from that of the operation and its state")
	}
	return nil
}
