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
		"execTransaction":                     {"has a Safe make a call, by its owners' signatures", anyone},
		"multiSend":                           {"makes several calls, of which all happen or none", "a Safe, as a delegate call"},
		"execTransactionFromModule":           {"has a Safe make a call, without its owners", theModule},
		"execTransactionFromModuleReturnData": {"has a Safe make a call, without its owners", theModule},
		"approveHash":                         {"agrees to a Safe's transaction, by its hash", "an owner of the Safe"},
		"addOwnerWithThreshold":               {"gives a Safe one more owner, and a threshold", theSafe},
		"removeOwner":                         {"takes an owner from a Safe, and gives it a threshold", theSafe},
		"swapOwner":                           {"replaces an owner of a Safe", theSafe},
		"changeThreshold":                     {"sets how many owners of a Safe have to agree", theSafe},
		"enableModule":                        {"lets a module act for a Safe without its owners", theSafe},
		"disableModule":                       {"takes that right from a module", theSafe},
		"setGuard":                            {"sets the contract that may forbid a Safe's transactions", theSafe},
		"setFallbackHandler":                  {"sets the contract that answers calls that a Safe does not know", theSafe},
		"setup":                               {"sets a Safe up, once", anyone},
		"simulateAndRevert":                   {"tries a delegate call and always reverts", anyone},
	}
}
