// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package protocolfees

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

// ProtocolFeePercentagesProviderMetaData contains all meta data concerning the ProtocolFeePercentagesProvider contract.
var ProtocolFeePercentagesProviderMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIVault\",\"name\":\"vault\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"maxYieldValue\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"maxAUMValue\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"percentage\",\"type\":\"uint256\"}],\"name\":\"ProtocolFeePercentageChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"maximumPercentage\",\"type\":\"uint256\"}],\"name\":\"ProtocolFeeTypeRegistered\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"selector\",\"type\":\"bytes4\"}],\"name\":\"getActionId\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getAuthorizer\",\"outputs\":[{\"internalType\":\"contractIAuthorizer\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"}],\"name\":\"getFeeTypeMaximumPercentage\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"}],\"name\":\"getFeeTypeName\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"}],\"name\":\"getFeeTypePercentage\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getVault\",\"outputs\":[{\"internalType\":\"contractIVault\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"}],\"name\":\"isValidFeeType\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"isValidFeeTypePercentage\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"},{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"uint256\",\"name\":\"maximumValue\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"initialValue\",\"type\":\"uint256\"}],\"name\":\"registerFeeType\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"newValue\",\"type\":\"uint256\"}],\"name\":\"setFeeTypePercentage\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "ProtocolFeePercentagesProvider",
}

// ProtocolFeePercentagesProvider is an auto generated Go binding around an Ethereum contract.
type ProtocolFeePercentagesProvider struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ProtocolFeePercentagesProvider) GetABI() abi.ABI {
	return c.abi
}

// NewProtocolFeePercentagesProvider creates a new instance of ProtocolFeePercentagesProvider.
func NewProtocolFeePercentagesProvider() *ProtocolFeePercentagesProvider {
	parsed, err := ProtocolFeePercentagesProviderMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ProtocolFeePercentagesProvider{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ProtocolFeePercentagesProvider) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address vault, uint256 maxYieldValue, uint256 maxAUMValue) returns()
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackConstructor(vault common.Address, maxYieldValue *big.Int, maxAUMValue *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("", vault, maxYieldValue, maxAUMValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackGetActionId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x851c1bb3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackGetActionId(selector [4]byte) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("getActionId", selector)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetActionId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x851c1bb3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackGetActionId(selector [4]byte) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("getActionId", selector)
}

// UnpackGetActionId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x851c1bb3.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackGetActionId(data []byte) ([32]byte, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("getActionId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackGetAuthorizer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaaabadc5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getAuthorizer() view returns(address)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackGetAuthorizer() []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("getAuthorizer")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetAuthorizer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaaabadc5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getAuthorizer() view returns(address)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackGetAuthorizer() ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("getAuthorizer")
}

// UnpackGetAuthorizer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaaabadc5.
//
// Solidity: function getAuthorizer() view returns(address)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackGetAuthorizer(data []byte) (common.Address, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("getAuthorizer", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetFeeTypeMaximumPercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5e2cae4c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getFeeTypeMaximumPercentage(uint256 feeType) view returns(uint256)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackGetFeeTypeMaximumPercentage(feeType *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("getFeeTypeMaximumPercentage", feeType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetFeeTypeMaximumPercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5e2cae4c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getFeeTypeMaximumPercentage(uint256 feeType) view returns(uint256)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackGetFeeTypeMaximumPercentage(feeType *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("getFeeTypeMaximumPercentage", feeType)
}

// UnpackGetFeeTypeMaximumPercentage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5e2cae4c.
//
// Solidity: function getFeeTypeMaximumPercentage(uint256 feeType) view returns(uint256)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackGetFeeTypeMaximumPercentage(data []byte) (*big.Int, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("getFeeTypeMaximumPercentage", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetFeeTypeName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb661eda1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getFeeTypeName(uint256 feeType) view returns(string)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackGetFeeTypeName(feeType *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("getFeeTypeName", feeType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetFeeTypeName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb661eda1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getFeeTypeName(uint256 feeType) view returns(string)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackGetFeeTypeName(feeType *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("getFeeTypeName", feeType)
}

// UnpackGetFeeTypeName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb661eda1.
//
// Solidity: function getFeeTypeName(uint256 feeType) view returns(string)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackGetFeeTypeName(data []byte) (string, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("getFeeTypeName", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackGetFeeTypePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1a7c3263.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getFeeTypePercentage(uint256 feeType) view returns(uint256)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackGetFeeTypePercentage(feeType *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("getFeeTypePercentage", feeType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetFeeTypePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1a7c3263.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getFeeTypePercentage(uint256 feeType) view returns(uint256)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackGetFeeTypePercentage(feeType *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("getFeeTypePercentage", feeType)
}

// UnpackGetFeeTypePercentage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1a7c3263.
//
// Solidity: function getFeeTypePercentage(uint256 feeType) view returns(uint256)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackGetFeeTypePercentage(data []byte) (*big.Int, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("getFeeTypePercentage", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d928af8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getVault() view returns(address)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackGetVault() []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("getVault")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d928af8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getVault() view returns(address)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackGetVault() ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("getVault")
}

// UnpackGetVault is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8d928af8.
//
// Solidity: function getVault() view returns(address)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackGetVault(data []byte) (common.Address, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("getVault", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackIsValidFeeType is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x868897a0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isValidFeeType(uint256 feeType) view returns(bool)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackIsValidFeeType(feeType *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("isValidFeeType", feeType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsValidFeeType is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x868897a0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isValidFeeType(uint256 feeType) view returns(bool)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackIsValidFeeType(feeType *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("isValidFeeType", feeType)
}

// UnpackIsValidFeeType is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x868897a0.
//
// Solidity: function isValidFeeType(uint256 feeType) view returns(bool)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackIsValidFeeType(data []byte) (bool, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("isValidFeeType", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsValidFeeTypePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x74735e0b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isValidFeeTypePercentage(uint256 feeType, uint256 value) view returns(bool)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackIsValidFeeTypePercentage(feeType *big.Int, value *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("isValidFeeTypePercentage", feeType, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsValidFeeTypePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x74735e0b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isValidFeeTypePercentage(uint256 feeType, uint256 value) view returns(bool)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackIsValidFeeTypePercentage(feeType *big.Int, value *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("isValidFeeTypePercentage", feeType, value)
}

// UnpackIsValidFeeTypePercentage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x74735e0b.
//
// Solidity: function isValidFeeTypePercentage(uint256 feeType, uint256 value) view returns(bool)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackIsValidFeeTypePercentage(data []byte) (bool, error) {
	out, err := protocolFeePercentagesProvider.abi.Unpack("isValidFeeTypePercentage", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackRegisterFeeType is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7268d6ce.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registerFeeType(uint256 feeType, string name, uint256 maximumValue, uint256 initialValue) returns()
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackRegisterFeeType(feeType *big.Int, name string, maximumValue *big.Int, initialValue *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("registerFeeType", feeType, name, maximumValue, initialValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisterFeeType is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7268d6ce.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registerFeeType(uint256 feeType, string name, uint256 maximumValue, uint256 initialValue) returns()
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackRegisterFeeType(feeType *big.Int, name string, maximumValue *big.Int, initialValue *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("registerFeeType", feeType, name, maximumValue, initialValue)
}

// PackSetFeeTypePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4d44f0e9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setFeeTypePercentage(uint256 feeType, uint256 newValue) returns()
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) PackSetFeeTypePercentage(feeType *big.Int, newValue *big.Int) []byte {
	enc, err := protocolFeePercentagesProvider.abi.Pack("setFeeTypePercentage", feeType, newValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetFeeTypePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4d44f0e9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setFeeTypePercentage(uint256 feeType, uint256 newValue) returns()
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) TryPackSetFeeTypePercentage(feeType *big.Int, newValue *big.Int) ([]byte, error) {
	return protocolFeePercentagesProvider.abi.Pack("setFeeTypePercentage", feeType, newValue)
}

// ProtocolFeePercentagesProviderProtocolFeePercentageChanged represents a ProtocolFeePercentageChanged event raised by the ProtocolFeePercentagesProvider contract.
type ProtocolFeePercentagesProviderProtocolFeePercentageChanged struct {
	FeeType    *big.Int
	Percentage *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const ProtocolFeePercentagesProviderProtocolFeePercentageChangedEventName = "ProtocolFeePercentageChanged"

// ContractEventName returns the user-defined event name.
func (ProtocolFeePercentagesProviderProtocolFeePercentageChanged) ContractEventName() string {
	return ProtocolFeePercentagesProviderProtocolFeePercentageChangedEventName
}

// UnpackProtocolFeePercentageChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ProtocolFeePercentageChanged(uint256 indexed feeType, uint256 percentage)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackProtocolFeePercentageChangedEvent(log *types.Log) (*ProtocolFeePercentagesProviderProtocolFeePercentageChanged, error) {
	event := "ProtocolFeePercentageChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != protocolFeePercentagesProvider.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ProtocolFeePercentagesProviderProtocolFeePercentageChanged)
	if len(log.Data) > 0 {
		if err := protocolFeePercentagesProvider.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range protocolFeePercentagesProvider.abi.Events[event].Inputs {
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

// ProtocolFeePercentagesProviderProtocolFeeTypeRegistered represents a ProtocolFeeTypeRegistered event raised by the ProtocolFeePercentagesProvider contract.
type ProtocolFeePercentagesProviderProtocolFeeTypeRegistered struct {
	FeeType           *big.Int
	Name              string
	MaximumPercentage *big.Int
	Raw               *types.Log // Blockchain specific contextual infos
}

const ProtocolFeePercentagesProviderProtocolFeeTypeRegisteredEventName = "ProtocolFeeTypeRegistered"

// ContractEventName returns the user-defined event name.
func (ProtocolFeePercentagesProviderProtocolFeeTypeRegistered) ContractEventName() string {
	return ProtocolFeePercentagesProviderProtocolFeeTypeRegisteredEventName
}

// UnpackProtocolFeeTypeRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ProtocolFeeTypeRegistered(uint256 indexed feeType, string name, uint256 maximumPercentage)
func (protocolFeePercentagesProvider *ProtocolFeePercentagesProvider) UnpackProtocolFeeTypeRegisteredEvent(log *types.Log) (*ProtocolFeePercentagesProviderProtocolFeeTypeRegistered, error) {
	event := "ProtocolFeeTypeRegistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != protocolFeePercentagesProvider.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ProtocolFeePercentagesProviderProtocolFeeTypeRegistered)
	if len(log.Data) > 0 {
		if err := protocolFeePercentagesProvider.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range protocolFeePercentagesProvider.abi.Events[event].Inputs {
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
