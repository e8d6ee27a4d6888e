package decode

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"mpool/bindings/safecontract"
)

// NewWithSafe knows the Safe and its MultiSend too. It is for telling what was
// done: where a batch is judged, a call of a Safe is no call that is known.
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
	for _, e := range parsed.Events { // Safes before 1.4.1 have no topics in them
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

// safeMeanings are those of a Safe's functions that change something.
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
