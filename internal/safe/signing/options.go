package signing

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/signer"
)

// Options are common to all commands that take a plan or a batch for a Safe.
type Options struct {
	review.Options
	Safe     common.Address
	Queue    queue.Options // whether to start after the Safe's queue
	Executes bool          // mpool safe exec runs now, so its turn has come
	Checksum bool          // refuse a batch without a right checksum
}

// SignOptions say who signs, and for which nonce.
type SignOptions struct {
	Nonce  Nonce
	Queued queue.Name
	Owner  common.Address
	Out    string
	Passed bool // the signature goes to the service at once, and Out is temporary
	Yes    bool
	Signer signer.Options
	Safe   Options
}

func (f *SignOptions) Check(opener *keyring.Opener) error {
	f.Signer = opener.WithEnvironment(f.Signer)
	if err := f.Signer.Check(); err != nil {
		return failure.Usage("%s", err).Because(err).WithHint("use one of %s", signer.Ways)
	}
	if f.Out == "" {
		return failure.Usage("missing --out: safe sign writes a file").WithHint("add --out signature.json")
	}
	return nil
}
