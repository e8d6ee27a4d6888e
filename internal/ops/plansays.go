package ops

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"
)

// says compares what a plan file says twice. What is sent is always planned anew,
// and yet nobody is to read one thing in a file of which another is done.
func (p *Plan) says(file *planFile, text []byte) error {
	if title := p.Operation.Name(); title != file.Name {
		return fmt.Errorf("it is called %q, and its parameters are those of %q", clip(file.Name), title)
	}
	if err := p.sameGround(); err != nil {
		return err
	}
	for i, call := range p.Calls {
		if err := call.isOfMethod(); err != nil {
			return fmt.Errorf("call %d: %w", i+1, err)
		}
	}
	parameters, err := p.file()
	if err != nil {
		return err
	}
	parameters.Digest = file.Digest
	written, err := json.Marshal(parameters)
	if err != nil {
		return err
	}
	return SameKeys(text, written)
}

// sameGround: the state before is that of the block, chain and pool of the plan.
func (p *Plan) sameGround() error {
	if p.Before == nil {
		return nil
	}
	switch {
	case p.Before.ChainID != p.Predicted.ChainID:
		return fmt.Errorf("its state before is of chain %d, and what it predicts of chain %d", p.Before.ChainID, p.Predicted.ChainID)
	case p.Before.Pool.Address != p.Predicted.Pool.Address:
		return fmt.Errorf("its state before is of the pool %s, and what it predicts of %s", p.Before.Pool.Address, p.Predicted.Pool.Address)
	case p.Before.Block != p.Base:
		return errors.New("its state before is of another block than the one that it is based on")
	}
	return nil
}

// isOfMethod: the method that a call names is the one that its data selects.
func (c Call) isOfMethod() error {
	if !strings.HasSuffix(c.Method, ")") || len(c.Data) < 4 {
		return nil
	}
	if selector := crypto.Keccak256([]byte(c.Method))[:4]; !bytes.Equal(selector, c.Data[:4]) {
		return fmt.Errorf("it is called %s, and its data is another function's", clip(c.Method))
	}
	return nil
}
