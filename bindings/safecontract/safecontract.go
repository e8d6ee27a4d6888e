// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package safecontract

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// SafeMetaData contains all meta data concerning the Safe contract.
var SafeMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"AddedOwner\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"approvedHash\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"ApproveHash\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"handler\",\"type\":\"address\"}],\"name\":\"ChangedFallbackHandler\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"guard\",\"type\":\"address\"}],\"name\":\"ChangedGuard\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"threshold\",\"type\":\"uint256\"}],\"name\":\"ChangedThreshold\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"DisabledModule\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"EnabledModule\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"txHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"payment\",\"type\":\"uint256\"}],\"name\":\"ExecutionFailure\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"ExecutionFromModuleFailure\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"ExecutionFromModuleSuccess\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"txHash\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"payment\",\"type\":\"uint256\"}],\"name\":\"ExecutionSuccess\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"RemovedOwner\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"SafeReceived\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"initiator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address[]\",\"name\":\"owners\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"threshold\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"initializer\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"fallbackHandler\",\"type\":\"address\"}],\"name\":\"SafeSetup\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"msgHash\",\"type\":\"bytes32\"}],\"name\":\"SignMsg\",\"type\":\"event\"},{\"stateMutability\":\"nonpayable\",\"type\":\"fallback\"},{\"inputs\":[],\"name\":\"VERSION\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"_threshold\",\"type\":\"uint256\"}],\"name\":\"addOwnerWithThreshold\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"hashToApprove\",\"type\":\"bytes32\"}],\"name\":\"approveHash\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"name\":\"approvedHashes\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"_threshold\",\"type\":\"uint256\"}],\"name\":\"changeThreshold\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"dataHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"signatures\",\"type\":\"bytes\"},{\"internalType\":\"uint256\",\"name\":\"requiredSignatures\",\"type\":\"uint256\"}],\"name\":\"checkNSignatures\",\"outputs\":[],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"dataHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"signatures\",\"type\":\"bytes\"}],\"name\":\"checkSignatures\",\"outputs\":[],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"prevModule\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"disableModule\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"domainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"enableModule\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"enumEnum.Operation\",\"name\":\"operation\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"safeTxGas\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"baseGas\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"gasPrice\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"gasToken\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"refundReceiver\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"_nonce\",\"type\":\"uint256\"}],\"name\":\"encodeTransactionData\",\"outputs\":[{\"internalType\":\"bytes\",\"name\":\"\",\"type\":\"bytes\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"enumEnum.Operation\",\"name\":\"operation\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"safeTxGas\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"baseGas\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"gasPrice\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"gasToken\",\"type\":\"address\"},{\"internalType\":\"addresspayable\",\"name\":\"refundReceiver\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"signatures\",\"type\":\"bytes\"}],\"name\":\"execTransaction\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"success\",\"type\":\"bool\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"enumEnum.Operation\",\"name\":\"operation\",\"type\":\"uint8\"}],\"name\":\"execTransactionFromModule\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"success\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"enumEnum.Operation\",\"name\":\"operation\",\"type\":\"uint8\"}],\"name\":\"execTransactionFromModuleReturnData\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"success\",\"type\":\"bool\"},{\"internalType\":\"bytes\",\"name\":\"returnData\",\"type\":\"bytes\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getChainId\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"start\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"pageSize\",\"type\":\"uint256\"}],\"name\":\"getModulesPaginated\",\"outputs\":[{\"internalType\":\"address[]\",\"name\":\"array\",\"type\":\"address[]\"},{\"internalType\":\"address\",\"name\":\"next\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getOwners\",\"outputs\":[{\"internalType\":\"address[]\",\"name\":\"\",\"type\":\"address[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"getStorageAt\",\"outputs\":[{\"internalType\":\"bytes\",\"name\":\"\",\"type\":\"bytes\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getThreshold\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"enumEnum.Operation\",\"name\":\"operation\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"safeTxGas\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"baseGas\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"gasPrice\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"gasToken\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"refundReceiver\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"_nonce\",\"type\":\"uint256\"}],\"name\":\"getTransactionHash\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"module\",\"type\":\"address\"}],\"name\":\"isModuleEnabled\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"isOwner\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"nonce\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"prevOwner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"_threshold\",\"type\":\"uint256\"}],\"name\":\"removeOwner\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"handler\",\"type\":\"address\"}],\"name\":\"setFallbackHandler\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"guard\",\"type\":\"address\"}],\"name\":\"setGuard\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"_owners\",\"type\":\"address[]\"},{\"internalType\":\"uint256\",\"name\":\"_threshold\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"},{\"internalType\":\"address\",\"name\":\"fallbackHandler\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"paymentToken\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"payment\",\"type\":\"uint256\"},{\"internalType\":\"addresspayable\",\"name\":\"paymentReceiver\",\"type\":\"address\"}],\"name\":\"setup\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"name\":\"signedMessages\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"targetContract\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"calldataPayload\",\"type\":\"bytes\"}],\"name\":\"simulateAndRevert\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"prevOwner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"oldOwner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"newOwner\",\"type\":\"address\"}],\"name\":\"swapOwner\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"stateMutability\":\"payable\",\"type\":\"receive\"}]",
	ID:  "Safe",
}

// Safe is an auto generated Go binding around an Ethereum contract.
type Safe struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Safe) GetABI() abi.ABI {
	return c.abi
}

// NewSafe creates a new instance of Safe.
func NewSafe() *Safe {
	parsed, err := SafeMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Safe{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Safe) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xffa1ad74.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function VERSION() view returns(string)
func (safe *Safe) PackVERSION() []byte {
	enc, err := safe.abi.Pack("VERSION")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVERSION is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xffa1ad74.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function VERSION() view returns(string)
func (safe *Safe) TryPackVERSION() ([]byte, error) {
	return safe.abi.Pack("VERSION")
}

// UnpackVERSION is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xffa1ad74.
//
// Solidity: function VERSION() view returns(string)
func (safe *Safe) UnpackVERSION(data []byte) (string, error) {
	out, err := safe.abi.Unpack("VERSION", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackAddOwnerWithThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0d582f13.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addOwnerWithThreshold(address owner, uint256 _threshold) returns()
func (safe *Safe) PackAddOwnerWithThreshold(owner common.Address, threshold *big.Int) []byte {
	enc, err := safe.abi.Pack("addOwnerWithThreshold", owner, threshold)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddOwnerWithThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0d582f13.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addOwnerWithThreshold(address owner, uint256 _threshold) returns()
func (safe *Safe) TryPackAddOwnerWithThreshold(owner common.Address, threshold *big.Int) ([]byte, error) {
	return safe.abi.Pack("addOwnerWithThreshold", owner, threshold)
}

// PackApproveHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4d9bdcd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approveHash(bytes32 hashToApprove) returns()
func (safe *Safe) PackApproveHash(hashToApprove [32]byte) []byte {
	enc, err := safe.abi.Pack("approveHash", hashToApprove)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApproveHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4d9bdcd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approveHash(bytes32 hashToApprove) returns()
func (safe *Safe) TryPackApproveHash(hashToApprove [32]byte) ([]byte, error) {
	return safe.abi.Pack("approveHash", hashToApprove)
}

// PackApprovedHashes is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7d832974.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approvedHashes(address , bytes32 ) view returns(uint256)
func (safe *Safe) PackApprovedHashes(arg0 common.Address, arg1 [32]byte) []byte {
	enc, err := safe.abi.Pack("approvedHashes", arg0, arg1)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprovedHashes is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7d832974.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approvedHashes(address , bytes32 ) view returns(uint256)
func (safe *Safe) TryPackApprovedHashes(arg0 common.Address, arg1 [32]byte) ([]byte, error) {
	return safe.abi.Pack("approvedHashes", arg0, arg1)
}

// UnpackApprovedHashes is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7d832974.
//
// Solidity: function approvedHashes(address , bytes32 ) view returns(uint256)
func (safe *Safe) UnpackApprovedHashes(data []byte) (*big.Int, error) {
	out, err := safe.abi.Unpack("approvedHashes", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackChangeThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x694e80c3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function changeThreshold(uint256 _threshold) returns()
func (safe *Safe) PackChangeThreshold(threshold *big.Int) []byte {
	enc, err := safe.abi.Pack("changeThreshold", threshold)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChangeThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x694e80c3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function changeThreshold(uint256 _threshold) returns()
func (safe *Safe) TryPackChangeThreshold(threshold *big.Int) ([]byte, error) {
	return safe.abi.Pack("changeThreshold", threshold)
}

// PackCheckNSignatures is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x12fb68e0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function checkNSignatures(bytes32 dataHash, bytes data, bytes signatures, uint256 requiredSignatures) view returns()
func (safe *Safe) PackCheckNSignatures(dataHash [32]byte, data []byte, signatures []byte, requiredSignatures *big.Int) []byte {
	enc, err := safe.abi.Pack("checkNSignatures", dataHash, data, signatures, requiredSignatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCheckNSignatures is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x12fb68e0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function checkNSignatures(bytes32 dataHash, bytes data, bytes signatures, uint256 requiredSignatures) view returns()
func (safe *Safe) TryPackCheckNSignatures(dataHash [32]byte, data []byte, signatures []byte, requiredSignatures *big.Int) ([]byte, error) {
	return safe.abi.Pack("checkNSignatures", dataHash, data, signatures, requiredSignatures)
}

// PackCheckSignatures is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x934f3a11.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function checkSignatures(bytes32 dataHash, bytes data, bytes signatures) view returns()
func (safe *Safe) PackCheckSignatures(dataHash [32]byte, data []byte, signatures []byte) []byte {
	enc, err := safe.abi.Pack("checkSignatures", dataHash, data, signatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCheckSignatures is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x934f3a11.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function checkSignatures(bytes32 dataHash, bytes data, bytes signatures) view returns()
func (safe *Safe) TryPackCheckSignatures(dataHash [32]byte, data []byte, signatures []byte) ([]byte, error) {
	return safe.abi.Pack("checkSignatures", dataHash, data, signatures)
}

// PackDisableModule is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe009cfde.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function disableModule(address prevModule, address module) returns()
func (safe *Safe) PackDisableModule(prevModule common.Address, module common.Address) []byte {
	enc, err := safe.abi.Pack("disableModule", prevModule, module)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDisableModule is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe009cfde.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function disableModule(address prevModule, address module) returns()
func (safe *Safe) TryPackDisableModule(prevModule common.Address, module common.Address) ([]byte, error) {
	return safe.abi.Pack("disableModule", prevModule, module)
}

// PackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (safe *Safe) PackDomainSeparator() []byte {
	enc, err := safe.abi.Pack("domainSeparator")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (safe *Safe) TryPackDomainSeparator() ([]byte, error) {
	return safe.abi.Pack("domainSeparator")
}

// UnpackDomainSeparator is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf698da25.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (safe *Safe) UnpackDomainSeparator(data []byte) ([32]byte, error) {
	out, err := safe.abi.Unpack("domainSeparator", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackEnableModule is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x610b5925.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function enableModule(address module) returns()
func (safe *Safe) PackEnableModule(module common.Address) []byte {
	enc, err := safe.abi.Pack("enableModule", module)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEnableModule is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x610b5925.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function enableModule(address module) returns()
func (safe *Safe) TryPackEnableModule(module common.Address) ([]byte, error) {
	return safe.abi.Pack("enableModule", module)
}

// PackEncodeTransactionData is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe86637db.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function encodeTransactionData(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns(bytes)
func (safe *Safe) PackEncodeTransactionData(to common.Address, value *big.Int, data []byte, operation uint8, safeTxGas *big.Int, baseGas *big.Int, gasPrice *big.Int, gasToken common.Address, refundReceiver common.Address, nonce *big.Int) []byte {
	enc, err := safe.abi.Pack("encodeTransactionData", to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEncodeTransactionData is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe86637db.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function encodeTransactionData(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns(bytes)
func (safe *Safe) TryPackEncodeTransactionData(to common.Address, value *big.Int, data []byte, operation uint8, safeTxGas *big.Int, baseGas *big.Int, gasPrice *big.Int, gasToken common.Address, refundReceiver common.Address, nonce *big.Int) ([]byte, error) {
	return safe.abi.Pack("encodeTransactionData", to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce)
}

// UnpackEncodeTransactionData is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe86637db.
//
// Solidity: function encodeTransactionData(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns(bytes)
func (safe *Safe) UnpackEncodeTransactionData(data []byte) ([]byte, error) {
	out, err := safe.abi.Unpack("encodeTransactionData", data)
	if err != nil {
		return *new([]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([]byte)).(*[]byte)
	return out0, nil
}

// PackExecTransaction is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6a761202.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns(bool success)
func (safe *Safe) PackExecTransaction(to common.Address, value *big.Int, data []byte, operation uint8, safeTxGas *big.Int, baseGas *big.Int, gasPrice *big.Int, gasToken common.Address, refundReceiver common.Address, signatures []byte) []byte {
	enc, err := safe.abi.Pack("execTransaction", to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, signatures)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExecTransaction is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6a761202.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns(bool success)
func (safe *Safe) TryPackExecTransaction(to common.Address, value *big.Int, data []byte, operation uint8, safeTxGas *big.Int, baseGas *big.Int, gasPrice *big.Int, gasToken common.Address, refundReceiver common.Address, signatures []byte) ([]byte, error) {
	return safe.abi.Pack("execTransaction", to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, signatures)
}

// UnpackExecTransaction is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6a761202.
//
// Solidity: function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns(bool success)
func (safe *Safe) UnpackExecTransaction(data []byte) (bool, error) {
	out, err := safe.abi.Unpack("execTransaction", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackExecTransactionFromModule is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x468721a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function execTransactionFromModule(address to, uint256 value, bytes data, uint8 operation) returns(bool success)
func (safe *Safe) PackExecTransactionFromModule(to common.Address, value *big.Int, data []byte, operation uint8) []byte {
	enc, err := safe.abi.Pack("execTransactionFromModule", to, value, data, operation)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExecTransactionFromModule is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x468721a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function execTransactionFromModule(address to, uint256 value, bytes data, uint8 operation) returns(bool success)
func (safe *Safe) TryPackExecTransactionFromModule(to common.Address, value *big.Int, data []byte, operation uint8) ([]byte, error) {
	return safe.abi.Pack("execTransactionFromModule", to, value, data, operation)
}

// UnpackExecTransactionFromModule is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x468721a7.
//
// Solidity: function execTransactionFromModule(address to, uint256 value, bytes data, uint8 operation) returns(bool success)
func (safe *Safe) UnpackExecTransactionFromModule(data []byte) (bool, error) {
	out, err := safe.abi.Unpack("execTransactionFromModule", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackExecTransactionFromModuleReturnData is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5229073f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function execTransactionFromModuleReturnData(address to, uint256 value, bytes data, uint8 operation) returns(bool success, bytes returnData)
func (safe *Safe) PackExecTransactionFromModuleReturnData(to common.Address, value *big.Int, data []byte, operation uint8) []byte {
	enc, err := safe.abi.Pack("execTransactionFromModuleReturnData", to, value, data, operation)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExecTransactionFromModuleReturnData is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5229073f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function execTransactionFromModuleReturnData(address to, uint256 value, bytes data, uint8 operation) returns(bool success, bytes returnData)
func (safe *Safe) TryPackExecTransactionFromModuleReturnData(to common.Address, value *big.Int, data []byte, operation uint8) ([]byte, error) {
	return safe.abi.Pack("execTransactionFromModuleReturnData", to, value, data, operation)
}

// ExecTransactionFromModuleReturnDataOutput serves as a container for the return parameters of contract
// method ExecTransactionFromModuleReturnData.
type ExecTransactionFromModuleReturnDataOutput struct {
	Success    bool
	ReturnData []byte
}

// UnpackExecTransactionFromModuleReturnData is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5229073f.
//
// Solidity: function execTransactionFromModuleReturnData(address to, uint256 value, bytes data, uint8 operation) returns(bool success, bytes returnData)
func (safe *Safe) UnpackExecTransactionFromModuleReturnData(data []byte) (ExecTransactionFromModuleReturnDataOutput, error) {
	out, err := safe.abi.Unpack("execTransactionFromModuleReturnData", data)
	outstruct := new(ExecTransactionFromModuleReturnDataOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Success = *abi.ConvertType(out[0], new(bool)).(*bool)
	outstruct.ReturnData = *abi.ConvertType(out[1], new([]byte)).(*[]byte)
	return *outstruct, nil
}

// PackGetChainId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3408e470.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getChainId() view returns(uint256)
func (safe *Safe) PackGetChainId() []byte {
	enc, err := safe.abi.Pack("getChainId")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetChainId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3408e470.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getChainId() view returns(uint256)
func (safe *Safe) TryPackGetChainId() ([]byte, error) {
	return safe.abi.Pack("getChainId")
}

// UnpackGetChainId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3408e470.
//
// Solidity: function getChainId() view returns(uint256)
func (safe *Safe) UnpackGetChainId(data []byte) (*big.Int, error) {
	out, err := safe.abi.Unpack("getChainId", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetModulesPaginated is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcc2f8452.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getModulesPaginated(address start, uint256 pageSize) view returns(address[] array, address next)
func (safe *Safe) PackGetModulesPaginated(start common.Address, pageSize *big.Int) []byte {
	enc, err := safe.abi.Pack("getModulesPaginated", start, pageSize)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetModulesPaginated is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcc2f8452.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getModulesPaginated(address start, uint256 pageSize) view returns(address[] array, address next)
func (safe *Safe) TryPackGetModulesPaginated(start common.Address, pageSize *big.Int) ([]byte, error) {
	return safe.abi.Pack("getModulesPaginated", start, pageSize)
}

// GetModulesPaginatedOutput serves as a container for the return parameters of contract
// method GetModulesPaginated.
type GetModulesPaginatedOutput struct {
	Array []common.Address
	Next  common.Address
}

// UnpackGetModulesPaginated is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcc2f8452.
//
// Solidity: function getModulesPaginated(address start, uint256 pageSize) view returns(address[] array, address next)
func (safe *Safe) UnpackGetModulesPaginated(data []byte) (GetModulesPaginatedOutput, error) {
	out, err := safe.abi.Unpack("getModulesPaginated", data)
	outstruct := new(GetModulesPaginatedOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Array = *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	outstruct.Next = *abi.ConvertType(out[1], new(common.Address)).(*common.Address)
	return *outstruct, nil
}

// PackGetOwners is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa0e67e2b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getOwners() view returns(address[])
func (safe *Safe) PackGetOwners() []byte {
	enc, err := safe.abi.Pack("getOwners")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetOwners is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa0e67e2b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getOwners() view returns(address[])
func (safe *Safe) TryPackGetOwners() ([]byte, error) {
	return safe.abi.Pack("getOwners")
}

// UnpackGetOwners is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa0e67e2b.
//
// Solidity: function getOwners() view returns(address[])
func (safe *Safe) UnpackGetOwners(data []byte) ([]common.Address, error) {
	out, err := safe.abi.Unpack("getOwners", data)
	if err != nil {
		return *new([]common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	return out0, nil
}

// PackGetStorageAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5624b25b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getStorageAt(uint256 offset, uint256 length) view returns(bytes)
func (safe *Safe) PackGetStorageAt(offset *big.Int, length *big.Int) []byte {
	enc, err := safe.abi.Pack("getStorageAt", offset, length)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetStorageAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5624b25b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getStorageAt(uint256 offset, uint256 length) view returns(bytes)
func (safe *Safe) TryPackGetStorageAt(offset *big.Int, length *big.Int) ([]byte, error) {
	return safe.abi.Pack("getStorageAt", offset, length)
}

// UnpackGetStorageAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5624b25b.
//
// Solidity: function getStorageAt(uint256 offset, uint256 length) view returns(bytes)
func (safe *Safe) UnpackGetStorageAt(data []byte) ([]byte, error) {
	out, err := safe.abi.Unpack("getStorageAt", data)
	if err != nil {
		return *new([]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([]byte)).(*[]byte)
	return out0, nil
}

// PackGetThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe75235b8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getThreshold() view returns(uint256)
func (safe *Safe) PackGetThreshold() []byte {
	enc, err := safe.abi.Pack("getThreshold")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetThreshold is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe75235b8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getThreshold() view returns(uint256)
func (safe *Safe) TryPackGetThreshold() ([]byte, error) {
	return safe.abi.Pack("getThreshold")
}

// UnpackGetThreshold is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe75235b8.
//
// Solidity: function getThreshold() view returns(uint256)
func (safe *Safe) UnpackGetThreshold(data []byte) (*big.Int, error) {
	out, err := safe.abi.Unpack("getThreshold", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetTransactionHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd8d11f78.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns(bytes32)
func (safe *Safe) PackGetTransactionHash(to common.Address, value *big.Int, data []byte, operation uint8, safeTxGas *big.Int, baseGas *big.Int, gasPrice *big.Int, gasToken common.Address, refundReceiver common.Address, nonce *big.Int) []byte {
	enc, err := safe.abi.Pack("getTransactionHash", to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetTransactionHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd8d11f78.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns(bytes32)
func (safe *Safe) TryPackGetTransactionHash(to common.Address, value *big.Int, data []byte, operation uint8, safeTxGas *big.Int, baseGas *big.Int, gasPrice *big.Int, gasToken common.Address, refundReceiver common.Address, nonce *big.Int) ([]byte, error) {
	return safe.abi.Pack("getTransactionHash", to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce)
}

// UnpackGetTransactionHash is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd8d11f78.
//
// Solidity: function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 _nonce) view returns(bytes32)
func (safe *Safe) UnpackGetTransactionHash(data []byte) ([32]byte, error) {
	out, err := safe.abi.Unpack("getTransactionHash", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackIsModuleEnabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d9ad53d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isModuleEnabled(address module) view returns(bool)
func (safe *Safe) PackIsModuleEnabled(module common.Address) []byte {
	enc, err := safe.abi.Pack("isModuleEnabled", module)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsModuleEnabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2d9ad53d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isModuleEnabled(address module) view returns(bool)
func (safe *Safe) TryPackIsModuleEnabled(module common.Address) ([]byte, error) {
	return safe.abi.Pack("isModuleEnabled", module)
}

// UnpackIsModuleEnabled is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2d9ad53d.
//
// Solidity: function isModuleEnabled(address module) view returns(bool)
func (safe *Safe) UnpackIsModuleEnabled(data []byte) (bool, error) {
	out, err := safe.abi.Unpack("isModuleEnabled", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2f54bf6e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isOwner(address owner) view returns(bool)
func (safe *Safe) PackIsOwner(owner common.Address) []byte {
	enc, err := safe.abi.Pack("isOwner", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2f54bf6e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isOwner(address owner) view returns(bool)
func (safe *Safe) TryPackIsOwner(owner common.Address) ([]byte, error) {
	return safe.abi.Pack("isOwner", owner)
}

// UnpackIsOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2f54bf6e.
//
// Solidity: function isOwner(address owner) view returns(bool)
func (safe *Safe) UnpackIsOwner(data []byte) (bool, error) {
	out, err := safe.abi.Unpack("isOwner", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaffed0e0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonce() view returns(uint256)
func (safe *Safe) PackNonce() []byte {
	enc, err := safe.abi.Pack("nonce")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaffed0e0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonce() view returns(uint256)
func (safe *Safe) TryPackNonce() ([]byte, error) {
	return safe.abi.Pack("nonce")
}

// UnpackNonce is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaffed0e0.
//
// Solidity: function nonce() view returns(uint256)
func (safe *Safe) UnpackNonce(data []byte) (*big.Int, error) {
	out, err := safe.abi.Unpack("nonce", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRemoveOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf8dc5dd9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function removeOwner(address prevOwner, address owner, uint256 _threshold) returns()
func (safe *Safe) PackRemoveOwner(prevOwner common.Address, owner common.Address, threshold *big.Int) []byte {
	enc, err := safe.abi.Pack("removeOwner", prevOwner, owner, threshold)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRemoveOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf8dc5dd9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function removeOwner(address prevOwner, address owner, uint256 _threshold) returns()
func (safe *Safe) TryPackRemoveOwner(prevOwner common.Address, owner common.Address, threshold *big.Int) ([]byte, error) {
	return safe.abi.Pack("removeOwner", prevOwner, owner, threshold)
}

// PackSetFallbackHandler is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf08a0323.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setFallbackHandler(address handler) returns()
func (safe *Safe) PackSetFallbackHandler(handler common.Address) []byte {
	enc, err := safe.abi.Pack("setFallbackHandler", handler)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetFallbackHandler is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf08a0323.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setFallbackHandler(address handler) returns()
func (safe *Safe) TryPackSetFallbackHandler(handler common.Address) ([]byte, error) {
	return safe.abi.Pack("setFallbackHandler", handler)
}

// PackSetGuard is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe19a9dd9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setGuard(address guard) returns()
func (safe *Safe) PackSetGuard(guard common.Address) []byte {
	enc, err := safe.abi.Pack("setGuard", guard)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetGuard is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe19a9dd9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setGuard(address guard) returns()
func (safe *Safe) TryPackSetGuard(guard common.Address) ([]byte, error) {
	return safe.abi.Pack("setGuard", guard)
}

// PackSetup is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb63e800d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setup(address[] _owners, uint256 _threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver) returns()
func (safe *Safe) PackSetup(owners []common.Address, threshold *big.Int, to common.Address, data []byte, fallbackHandler common.Address, paymentToken common.Address, payment *big.Int, paymentReceiver common.Address) []byte {
	enc, err := safe.abi.Pack("setup", owners, threshold, to, data, fallbackHandler, paymentToken, payment, paymentReceiver)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetup is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb63e800d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setup(address[] _owners, uint256 _threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver) returns()
func (safe *Safe) TryPackSetup(owners []common.Address, threshold *big.Int, to common.Address, data []byte, fallbackHandler common.Address, paymentToken common.Address, payment *big.Int, paymentReceiver common.Address) ([]byte, error) {
	return safe.abi.Pack("setup", owners, threshold, to, data, fallbackHandler, paymentToken, payment, paymentReceiver)
}

// PackSignedMessages is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ae6bd37.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function signedMessages(bytes32 ) view returns(uint256)
func (safe *Safe) PackSignedMessages(arg0 [32]byte) []byte {
	enc, err := safe.abi.Pack("signedMessages", arg0)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSignedMessages is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ae6bd37.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function signedMessages(bytes32 ) view returns(uint256)
func (safe *Safe) TryPackSignedMessages(arg0 [32]byte) ([]byte, error) {
	return safe.abi.Pack("signedMessages", arg0)
}

// UnpackSignedMessages is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5ae6bd37.
//
// Solidity: function signedMessages(bytes32 ) view returns(uint256)
func (safe *Safe) UnpackSignedMessages(data []byte) (*big.Int, error) {
	out, err := safe.abi.Unpack("signedMessages", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSimulateAndRevert is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb4faba09.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function simulateAndRevert(address targetContract, bytes calldataPayload) returns()
func (safe *Safe) PackSimulateAndRevert(targetContract common.Address, calldataPayload []byte) []byte {
	enc, err := safe.abi.Pack("simulateAndRevert", targetContract, calldataPayload)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSimulateAndRevert is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb4faba09.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function simulateAndRevert(address targetContract, bytes calldataPayload) returns()
func (safe *Safe) TryPackSimulateAndRevert(targetContract common.Address, calldataPayload []byte) ([]byte, error) {
	return safe.abi.Pack("simulateAndRevert", targetContract, calldataPayload)
}

// PackSwapOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe318b52b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function swapOwner(address prevOwner, address oldOwner, address newOwner) returns()
func (safe *Safe) PackSwapOwner(prevOwner common.Address, oldOwner common.Address, newOwner common.Address) []byte {
	enc, err := safe.abi.Pack("swapOwner", prevOwner, oldOwner, newOwner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSwapOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe318b52b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function swapOwner(address prevOwner, address oldOwner, address newOwner) returns()
func (safe *Safe) TryPackSwapOwner(prevOwner common.Address, oldOwner common.Address, newOwner common.Address) ([]byte, error) {
	return safe.abi.Pack("swapOwner", prevOwner, oldOwner, newOwner)
}

// SafeAddedOwner represents a AddedOwner event raised by the Safe contract.
type SafeAddedOwner struct {
	Owner common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const SafeAddedOwnerEventName = "AddedOwner"

// ContractEventName returns the user-defined event name.
func (SafeAddedOwner) ContractEventName() string {
	return SafeAddedOwnerEventName
}

// UnpackAddedOwnerEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AddedOwner(address indexed owner)
func (safe *Safe) UnpackAddedOwnerEvent(log *types.Log) (*SafeAddedOwner, error) {
	event := "AddedOwner"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeAddedOwner)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeApproveHash represents a ApproveHash event raised by the Safe contract.
type SafeApproveHash struct {
	ApprovedHash [32]byte
	Owner        common.Address
	Raw          *types.Log // Blockchain specific contextual infos
}

const SafeApproveHashEventName = "ApproveHash"

// ContractEventName returns the user-defined event name.
func (SafeApproveHash) ContractEventName() string {
	return SafeApproveHashEventName
}

// UnpackApproveHashEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ApproveHash(bytes32 indexed approvedHash, address indexed owner)
func (safe *Safe) UnpackApproveHashEvent(log *types.Log) (*SafeApproveHash, error) {
	event := "ApproveHash"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeApproveHash)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeChangedFallbackHandler represents a ChangedFallbackHandler event raised by the Safe contract.
type SafeChangedFallbackHandler struct {
	Handler common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const SafeChangedFallbackHandlerEventName = "ChangedFallbackHandler"

// ContractEventName returns the user-defined event name.
func (SafeChangedFallbackHandler) ContractEventName() string {
	return SafeChangedFallbackHandlerEventName
}

// UnpackChangedFallbackHandlerEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChangedFallbackHandler(address indexed handler)
func (safe *Safe) UnpackChangedFallbackHandlerEvent(log *types.Log) (*SafeChangedFallbackHandler, error) {
	event := "ChangedFallbackHandler"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeChangedFallbackHandler)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeChangedGuard represents a ChangedGuard event raised by the Safe contract.
type SafeChangedGuard struct {
	Guard common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const SafeChangedGuardEventName = "ChangedGuard"

// ContractEventName returns the user-defined event name.
func (SafeChangedGuard) ContractEventName() string {
	return SafeChangedGuardEventName
}

// UnpackChangedGuardEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChangedGuard(address indexed guard)
func (safe *Safe) UnpackChangedGuardEvent(log *types.Log) (*SafeChangedGuard, error) {
	event := "ChangedGuard"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeChangedGuard)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeChangedThreshold represents a ChangedThreshold event raised by the Safe contract.
type SafeChangedThreshold struct {
	Threshold *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const SafeChangedThresholdEventName = "ChangedThreshold"

// ContractEventName returns the user-defined event name.
func (SafeChangedThreshold) ContractEventName() string {
	return SafeChangedThresholdEventName
}

// UnpackChangedThresholdEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChangedThreshold(uint256 threshold)
func (safe *Safe) UnpackChangedThresholdEvent(log *types.Log) (*SafeChangedThreshold, error) {
	event := "ChangedThreshold"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeChangedThreshold)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeDisabledModule represents a DisabledModule event raised by the Safe contract.
type SafeDisabledModule struct {
	Module common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const SafeDisabledModuleEventName = "DisabledModule"

// ContractEventName returns the user-defined event name.
func (SafeDisabledModule) ContractEventName() string {
	return SafeDisabledModuleEventName
}

// UnpackDisabledModuleEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event DisabledModule(address indexed module)
func (safe *Safe) UnpackDisabledModuleEvent(log *types.Log) (*SafeDisabledModule, error) {
	event := "DisabledModule"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeDisabledModule)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeEnabledModule represents a EnabledModule event raised by the Safe contract.
type SafeEnabledModule struct {
	Module common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const SafeEnabledModuleEventName = "EnabledModule"

// ContractEventName returns the user-defined event name.
func (SafeEnabledModule) ContractEventName() string {
	return SafeEnabledModuleEventName
}

// UnpackEnabledModuleEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EnabledModule(address indexed module)
func (safe *Safe) UnpackEnabledModuleEvent(log *types.Log) (*SafeEnabledModule, error) {
	event := "EnabledModule"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeEnabledModule)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeExecutionFailure represents a ExecutionFailure event raised by the Safe contract.
type SafeExecutionFailure struct {
	TxHash  [32]byte
	Payment *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const SafeExecutionFailureEventName = "ExecutionFailure"

// ContractEventName returns the user-defined event name.
func (SafeExecutionFailure) ContractEventName() string {
	return SafeExecutionFailureEventName
}

// UnpackExecutionFailureEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ExecutionFailure(bytes32 indexed txHash, uint256 payment)
func (safe *Safe) UnpackExecutionFailureEvent(log *types.Log) (*SafeExecutionFailure, error) {
	event := "ExecutionFailure"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeExecutionFailure)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeExecutionFromModuleFailure represents a ExecutionFromModuleFailure event raised by the Safe contract.
type SafeExecutionFromModuleFailure struct {
	Module common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const SafeExecutionFromModuleFailureEventName = "ExecutionFromModuleFailure"

// ContractEventName returns the user-defined event name.
func (SafeExecutionFromModuleFailure) ContractEventName() string {
	return SafeExecutionFromModuleFailureEventName
}

// UnpackExecutionFromModuleFailureEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ExecutionFromModuleFailure(address indexed module)
func (safe *Safe) UnpackExecutionFromModuleFailureEvent(log *types.Log) (*SafeExecutionFromModuleFailure, error) {
	event := "ExecutionFromModuleFailure"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeExecutionFromModuleFailure)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeExecutionFromModuleSuccess represents a ExecutionFromModuleSuccess event raised by the Safe contract.
type SafeExecutionFromModuleSuccess struct {
	Module common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const SafeExecutionFromModuleSuccessEventName = "ExecutionFromModuleSuccess"

// ContractEventName returns the user-defined event name.
func (SafeExecutionFromModuleSuccess) ContractEventName() string {
	return SafeExecutionFromModuleSuccessEventName
}

// UnpackExecutionFromModuleSuccessEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ExecutionFromModuleSuccess(address indexed module)
func (safe *Safe) UnpackExecutionFromModuleSuccessEvent(log *types.Log) (*SafeExecutionFromModuleSuccess, error) {
	event := "ExecutionFromModuleSuccess"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeExecutionFromModuleSuccess)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeExecutionSuccess represents a ExecutionSuccess event raised by the Safe contract.
type SafeExecutionSuccess struct {
	TxHash  [32]byte
	Payment *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const SafeExecutionSuccessEventName = "ExecutionSuccess"

// ContractEventName returns the user-defined event name.
func (SafeExecutionSuccess) ContractEventName() string {
	return SafeExecutionSuccessEventName
}

// UnpackExecutionSuccessEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)
func (safe *Safe) UnpackExecutionSuccessEvent(log *types.Log) (*SafeExecutionSuccess, error) {
	event := "ExecutionSuccess"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeExecutionSuccess)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeRemovedOwner represents a RemovedOwner event raised by the Safe contract.
type SafeRemovedOwner struct {
	Owner common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const SafeRemovedOwnerEventName = "RemovedOwner"

// ContractEventName returns the user-defined event name.
func (SafeRemovedOwner) ContractEventName() string {
	return SafeRemovedOwnerEventName
}

// UnpackRemovedOwnerEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RemovedOwner(address indexed owner)
func (safe *Safe) UnpackRemovedOwnerEvent(log *types.Log) (*SafeRemovedOwner, error) {
	event := "RemovedOwner"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeRemovedOwner)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeSafeReceived represents a SafeReceived event raised by the Safe contract.
type SafeSafeReceived struct {
	Sender common.Address
	Value  *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const SafeSafeReceivedEventName = "SafeReceived"

// ContractEventName returns the user-defined event name.
func (SafeSafeReceived) ContractEventName() string {
	return SafeSafeReceivedEventName
}

// UnpackSafeReceivedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SafeReceived(address indexed sender, uint256 value)
func (safe *Safe) UnpackSafeReceivedEvent(log *types.Log) (*SafeSafeReceived, error) {
	event := "SafeReceived"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeSafeReceived)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeSafeSetup represents a SafeSetup event raised by the Safe contract.
type SafeSafeSetup struct {
	Initiator       common.Address
	Owners          []common.Address
	Threshold       *big.Int
	Initializer     common.Address
	FallbackHandler common.Address
	Raw             *types.Log // Blockchain specific contextual infos
}

const SafeSafeSetupEventName = "SafeSetup"

// ContractEventName returns the user-defined event name.
func (SafeSafeSetup) ContractEventName() string {
	return SafeSafeSetupEventName
}

// UnpackSafeSetupEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SafeSetup(address indexed initiator, address[] owners, uint256 threshold, address initializer, address fallbackHandler)
func (safe *Safe) UnpackSafeSetupEvent(log *types.Log) (*SafeSafeSetup, error) {
	event := "SafeSetup"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeSafeSetup)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// SafeSignMsg represents a SignMsg event raised by the Safe contract.
type SafeSignMsg struct {
	MsgHash [32]byte
	Raw     *types.Log // Blockchain specific contextual infos
}

const SafeSignMsgEventName = "SignMsg"

// ContractEventName returns the user-defined event name.
func (SafeSignMsg) ContractEventName() string {
	return SafeSignMsgEventName
}

// UnpackSignMsgEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SignMsg(bytes32 indexed msgHash)
func (safe *Safe) UnpackSignMsgEvent(log *types.Log) (*SafeSignMsg, error) {
	event := "SignMsg"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != safe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(SafeSignMsg)
	if len(log.Data) > 0 {
		if err := safe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range safe.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}
