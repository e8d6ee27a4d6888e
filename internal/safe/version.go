package safe

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Version is the version of a Safe's contract. VERSION() returns "1.3.0", or "1.3.0+L2" for the
// variant that emits events; Version drops the suffix.
type Version struct{ Major, Minor, Patch int }

// ParseVersion reads the answer of VERSION(). It refuses versions before 1.0.0, which hash another
// struct, and versions from 2.0.0 on, which mpool does not know.
func ParseVersion(text string) (Version, error) {
	number, _, _ := strings.Cut(text, "+")
	parts := strings.Split(number, ".")
	var v [3]int
	ok := len(parts) == len(v)
	for i := range v {
		if ok {
			n, err := strconv.ParseUint(parts[i], 10, 16)
			v[i], ok = int(n), err == nil
		}
	}
	if !ok {
		return Version{}, fmt.Errorf("%q is not a valid Safe version", clip(text))
	}
	if v[0] != 1 {
		return Version{}, fmt.Errorf("unsupported Safe version %s: mpool supports 1.0.0 up to 2.0.0 (excluded)", clip(text))
	}
	return Version{v[0], v[1], v[2]}, nil
}

func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// OnAnyChain says that a signature is valid on every chain where the same Safe is: before 1.3.0 the
// hash does not contain the chain ID.
func (v Version) OnAnyChain() bool { return v.Before(3) }

// Before says whether a version is older than 1.minor.
func (v Version) Before(minor int) bool { return v.Minor < minor }

// MultiSendCallOnly is the address at which the Safe project deploys MultiSendCallOnly for Safes of
// this version. Any of these contracts works with any Safe; versions before 1.3.0 have none of their
// own and use that of 1.3.0. The caller must check that the chain has code there.
func (v Version) MultiSendCallOnly() common.Address {
	switch {
	case v.Before(4):
		return common.HexToAddress("0x40A2aCCbd92BCA938b02010E17A5b8929b49130D")
	case v.Before(5):
		return common.HexToAddress("0x9641d764fc13c8B624c04430C7356C1C7C8102e2")
	}
	return common.HexToAddress("0xA83c336B20401Af773B6219BA5027174338D1836")
}

// MultiSendCode names the MultiSendCallOnly contract that has this code hash; "" if none has. A
// contract to which a Safe delegates can take all assets of the Safe, so only the published code is
// accepted, at any address.
func MultiSendCode(hash common.Hash) string {
	switch hash {
	case common.HexToHash("0xa9865ac2d9c7a1591619b188c4d88167b50df6cc0c5327fcbd1c8c75f7c066ad"):
		return "MultiSendCallOnly 1.3.0"
	case common.HexToHash("0x064ddbf252714bcd4cb79f679e8c12df96d998ce07bbb13b3118c1dbf4a31942"):
		return "MultiSendCallOnly 1.3.0 for zkSync"
	case common.HexToHash("0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939"):
		return "MultiSendCallOnly 1.4.1"
	case common.HexToHash("0xcdbdcec38d2f1c7d961b0029ff8416b7e86e9974d6f0e9c9580c7d17fcfb6663"):
		return "MultiSendCallOnly 1.5.0"
	}
	return ""
}

// clip shortens hostile text for an error.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
