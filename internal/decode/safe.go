package decode

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"mpool/bindings/safecontract"
)

// NewWithSafe also knows the Safe and its MultiSend. Use it to describe past transactions. Reviews of
// batches do not use it: a call to a Safe must stay unknown there.
func NewWithSafe() (*Decoder, error) {
	d, err := New()
	if err != nil {
		return nil, err
	}
	parsed, err := safecontract.SafeMetaData.ParseABI()
	if err != nil {
		return nil, err
	}
	d.add(Safe, parsed)
	for _, e := range parsed.Events { // events of Safes before 1.4.1 have no indexed arguments
		e.Inputs = slices.Clone(e.Inputs)
		for i := range e.Inputs {
			e.Inputs[i].Indexed = false
		}
		d.addEvent(Safe, e)
	}
	multiSend, err := abi.JSON(strings.NewReader(`[{"type":"function","name":"multiSend","stateMutability":"payable","inputs":[{"name":"transactions","type":"bytes"}],"outputs":[]}]`))
	if err != nil {
		return nil, err
	}
	d.add(MultiSend, &multiSend)
	return d, nil
}

// safeMeanings describes the Safe's functions that change something.
func safeMeanings() map[string]meaning {
	return map[string]meaning{
		"execTransaction":                     {"executes a Safe transaction, with its owners' signatures", anyone},
		"multiSend":                           {"makes several calls: all succeed or all fail", "a Safe, by delegatecall"},
		"execTransactionFromModule":           {"executes a call by a Safe, without its owners", theModule},
		"execTransactionFromModuleReturnData": {"executes a call by a Safe, without its owners", theModule},
		"approveHash":                         {"approves a Safe transaction by its hash", "an owner of the Safe"},
		"addOwnerWithThreshold":               {"adds an owner to a Safe and sets its threshold", theSafe},
		"removeOwner":                         {"removes an owner from a Safe and sets its threshold", theSafe},
		"swapOwner":                           {"replaces an owner of a Safe", theSafe},
		"changeThreshold":                     {"sets the threshold of a Safe: how many owners must sign", theSafe},
		"enableModule":                        {"enables a module, which can act for a Safe without its owners", theSafe},
		"disableModule":                       {"disables a module of a Safe", theSafe},
		"setGuard":                            {"sets the guard, a contract that can reject a Safe's transactions", theSafe},
		"setFallbackHandler":                  {"sets the fallback handler, a contract that answers unknown calls to a Safe", theSafe},
		"setup":                               {"initialises a Safe, once", anyone},
		"simulateAndRevert":                   {"simulates a delegatecall and always reverts", anyone},
	}
}
