// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package managedpoolfactory

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

// ManagedPoolManagedPoolParams is an auto generated low-level Go binding around an user-defined struct.
type ManagedPoolManagedPoolParams struct {
	Name          string
	Symbol        string
	AssetManagers []common.Address
}

// ManagedPoolSettingsManagedPoolSettingsParams is an auto generated low-level Go binding around an user-defined struct.
type ManagedPoolSettingsManagedPoolSettingsParams struct {
	Tokens                     []common.Address
	NormalizedWeights          []*big.Int
	SwapFeePercentage          *big.Int
	SwapEnabledOnStart         bool
	MustAllowlistLPs           bool
	ManagementAumFeePercentage *big.Int
	AumFeeId                   *big.Int
}

// ManagedPoolFactoryMetaData contains all meta data concerning the ManagedPoolFactory contract.
var ManagedPoolFactoryMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIVault\",\"name\":\"vault\",\"type\":\"address\"},{\"internalType\":\"contractIProtocolFeePercentagesProvider\",\"name\":\"protocolFeeProvider\",\"type\":\"address\"},{\"internalType\":\"contractIExternalWeightedMath\",\"name\":\"externalWeightedMath\",\"type\":\"address\"},{\"internalType\":\"contractIRecoveryModeHelper\",\"name\":\"recoveryModeHelper\",\"type\":\"address\"},{\"internalType\":\"string\",\"name\":\"factoryVersion\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"poolVersion\",\"type\":\"string\"},{\"internalType\":\"uint256\",\"name\":\"initialPauseWindowDuration\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"bufferPeriodDuration\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"FactoryDisabled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"pool\",\"type\":\"address\"}],\"name\":\"PoolCreated\",\"type\":\"event\"},{\"inputs\":[{\"components\":[{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"symbol\",\"type\":\"string\"},{\"internalType\":\"address[]\",\"name\":\"assetManagers\",\"type\":\"address[]\"}],\"internalType\":\"structManagedPool.ManagedPoolParams\",\"name\":\"params\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"normalizedWeights\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"swapFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"bool\",\"name\":\"swapEnabledOnStart\",\"type\":\"bool\"},{\"internalType\":\"bool\",\"name\":\"mustAllowlistLPs\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"managementAumFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"aumFeeId\",\"type\":\"uint256\"}],\"internalType\":\"structManagedPoolSettings.ManagedPoolSettingsParams\",\"name\":\"settingsParams\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"name\":\"create\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"pool\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"disable\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"selector\",\"type\":\"bytes4\"}],\"name\":\"getActionId\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getAuthorizer\",\"outputs\":[{\"internalType\":\"contractIAuthorizer\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getCreationCode\",\"outputs\":[{\"internalType\":\"bytes\",\"name\":\"\",\"type\":\"bytes\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getCreationCodeContracts\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"contractA\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"contractB\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getPauseConfiguration\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"pauseWindowDuration\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"bufferPeriodDuration\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getPoolVersion\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getProtocolFeePercentagesProvider\",\"outputs\":[{\"internalType\":\"contractIProtocolFeePercentagesProvider\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getRecoveryModeHelper\",\"outputs\":[{\"internalType\":\"contractIRecoveryModeHelper\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getVault\",\"outputs\":[{\"internalType\":\"contractIVault\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getWeightedMath\",\"outputs\":[{\"internalType\":\"contractIExternalWeightedMath\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"isDisabled\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"pool\",\"type\":\"address\"}],\"name\":\"isPoolFromFactory\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"version\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"}]",
	ID:  "ManagedPoolFactory",
}

// ManagedPoolFactory is an auto generated Go binding around an Ethereum contract.
type ManagedPoolFactory struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ManagedPoolFactory) GetABI() abi.ABI {
	return c.abi
}

// NewManagedPoolFactory creates a new instance of ManagedPoolFactory.
func NewManagedPoolFactory() *ManagedPoolFactory {
	parsed, err := ManagedPoolFactoryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ManagedPoolFactory{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ManagedPoolFactory) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address vault, address protocolFeeProvider, address externalWeightedMath, address recoveryModeHelper, string factoryVersion, string poolVersion, uint256 initialPauseWindowDuration, uint256 bufferPeriodDuration) returns()
func (managedPoolFactory *ManagedPoolFactory) PackConstructor(vault common.Address, protocolFeeProvider common.Address, externalWeightedMath common.Address, recoveryModeHelper common.Address, factoryVersion string, poolVersion string, initialPauseWindowDuration *big.Int, bufferPeriodDuration *big.Int) []byte {
	enc, err := managedPoolFactory.abi.Pack("", vault, protocolFeeProvider, externalWeightedMath, recoveryModeHelper, factoryVersion, poolVersion, initialPauseWindowDuration, bufferPeriodDuration)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackCreate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7304b8b9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function create((string,string,address[]) params, (address[],uint256[],uint256,bool,bool,uint256,uint256) settingsParams, address owner, bytes32 salt) returns(address pool)
func (managedPoolFactory *ManagedPoolFactory) PackCreate(params ManagedPoolManagedPoolParams, settingsParams ManagedPoolSettingsManagedPoolSettingsParams, owner common.Address, salt [32]byte) []byte {
	enc, err := managedPoolFactory.abi.Pack("create", params, settingsParams, owner, salt)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCreate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7304b8b9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function create((string,string,address[]) params, (address[],uint256[],uint256,bool,bool,uint256,uint256) settingsParams, address owner, bytes32 salt) returns(address pool)
func (managedPoolFactory *ManagedPoolFactory) TryPackCreate(params ManagedPoolManagedPoolParams, settingsParams ManagedPoolSettingsManagedPoolSettingsParams, owner common.Address, salt [32]byte) ([]byte, error) {
	return managedPoolFactory.abi.Pack("create", params, settingsParams, owner, salt)
}

// UnpackCreate is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7304b8b9.
//
// Solidity: function create((string,string,address[]) params, (address[],uint256[],uint256,bool,bool,uint256,uint256) settingsParams, address owner, bytes32 salt) returns(address pool)
func (managedPoolFactory *ManagedPoolFactory) UnpackCreate(data []byte) (common.Address, error) {
	out, err := managedPoolFactory.abi.Unpack("create", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackDisable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2f2770db.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function disable() returns()
func (managedPoolFactory *ManagedPoolFactory) PackDisable() []byte {
	enc, err := managedPoolFactory.abi.Pack("disable")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDisable is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2f2770db.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function disable() returns()
func (managedPoolFactory *ManagedPoolFactory) TryPackDisable() ([]byte, error) {
	return managedPoolFactory.abi.Pack("disable")
}

// PackGetActionId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x851c1bb3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (managedPoolFactory *ManagedPoolFactory) PackGetActionId(selector [4]byte) []byte {
	enc, err := managedPoolFactory.abi.Pack("getActionId", selector)
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
func (managedPoolFactory *ManagedPoolFactory) TryPackGetActionId(selector [4]byte) ([]byte, error) {
	return managedPoolFactory.abi.Pack("getActionId", selector)
}

// UnpackGetActionId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x851c1bb3.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetActionId(data []byte) ([32]byte, error) {
	out, err := managedPoolFactory.abi.Unpack("getActionId", data)
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
func (managedPoolFactory *ManagedPoolFactory) PackGetAuthorizer() []byte {
	enc, err := managedPoolFactory.abi.Pack("getAuthorizer")
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
func (managedPoolFactory *ManagedPoolFactory) TryPackGetAuthorizer() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getAuthorizer")
}

// UnpackGetAuthorizer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaaabadc5.
//
// Solidity: function getAuthorizer() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetAuthorizer(data []byte) (common.Address, error) {
	out, err := managedPoolFactory.abi.Unpack("getAuthorizer", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetCreationCode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x00c194db.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getCreationCode() view returns(bytes)
func (managedPoolFactory *ManagedPoolFactory) PackGetCreationCode() []byte {
	enc, err := managedPoolFactory.abi.Pack("getCreationCode")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetCreationCode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x00c194db.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getCreationCode() view returns(bytes)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetCreationCode() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getCreationCode")
}

// UnpackGetCreationCode is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x00c194db.
//
// Solidity: function getCreationCode() view returns(bytes)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetCreationCode(data []byte) ([]byte, error) {
	out, err := managedPoolFactory.abi.Unpack("getCreationCode", data)
	if err != nil {
		return *new([]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([]byte)).(*[]byte)
	return out0, nil
}

// PackGetCreationCodeContracts is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x174481fa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getCreationCodeContracts() view returns(address contractA, address contractB)
func (managedPoolFactory *ManagedPoolFactory) PackGetCreationCodeContracts() []byte {
	enc, err := managedPoolFactory.abi.Pack("getCreationCodeContracts")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetCreationCodeContracts is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x174481fa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getCreationCodeContracts() view returns(address contractA, address contractB)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetCreationCodeContracts() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getCreationCodeContracts")
}

// GetCreationCodeContractsOutput serves as a container for the return parameters of contract
// method GetCreationCodeContracts.
type GetCreationCodeContractsOutput struct {
	ContractA common.Address
	ContractB common.Address
}

// UnpackGetCreationCodeContracts is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x174481fa.
//
// Solidity: function getCreationCodeContracts() view returns(address contractA, address contractB)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetCreationCodeContracts(data []byte) (GetCreationCodeContractsOutput, error) {
	out, err := managedPoolFactory.abi.Unpack("getCreationCodeContracts", data)
	outstruct := new(GetCreationCodeContractsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.ContractA = *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	outstruct.ContractB = *abi.ConvertType(out[1], new(common.Address)).(*common.Address)
	return *outstruct, nil
}

// PackGetPauseConfiguration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2da47c40.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPauseConfiguration() view returns(uint256 pauseWindowDuration, uint256 bufferPeriodDuration)
func (managedPoolFactory *ManagedPoolFactory) PackGetPauseConfiguration() []byte {
	enc, err := managedPoolFactory.abi.Pack("getPauseConfiguration")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPauseConfiguration is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2da47c40.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPauseConfiguration() view returns(uint256 pauseWindowDuration, uint256 bufferPeriodDuration)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetPauseConfiguration() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getPauseConfiguration")
}

// GetPauseConfigurationOutput serves as a container for the return parameters of contract
// method GetPauseConfiguration.
type GetPauseConfigurationOutput struct {
	PauseWindowDuration  *big.Int
	BufferPeriodDuration *big.Int
}

// UnpackGetPauseConfiguration is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2da47c40.
//
// Solidity: function getPauseConfiguration() view returns(uint256 pauseWindowDuration, uint256 bufferPeriodDuration)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetPauseConfiguration(data []byte) (GetPauseConfigurationOutput, error) {
	out, err := managedPoolFactory.abi.Unpack("getPauseConfiguration", data)
	outstruct := new(GetPauseConfigurationOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.PauseWindowDuration = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.BufferPeriodDuration = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetPoolVersion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f819b6f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPoolVersion() view returns(string)
func (managedPoolFactory *ManagedPoolFactory) PackGetPoolVersion() []byte {
	enc, err := managedPoolFactory.abi.Pack("getPoolVersion")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPoolVersion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f819b6f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPoolVersion() view returns(string)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetPoolVersion() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getPoolVersion")
}

// UnpackGetPoolVersion is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3f819b6f.
//
// Solidity: function getPoolVersion() view returns(string)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetPoolVersion(data []byte) (string, error) {
	out, err := managedPoolFactory.abi.Unpack("getPoolVersion", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackGetProtocolFeePercentagesProvider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x739238d6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getProtocolFeePercentagesProvider() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) PackGetProtocolFeePercentagesProvider() []byte {
	enc, err := managedPoolFactory.abi.Pack("getProtocolFeePercentagesProvider")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetProtocolFeePercentagesProvider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x739238d6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getProtocolFeePercentagesProvider() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetProtocolFeePercentagesProvider() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getProtocolFeePercentagesProvider")
}

// UnpackGetProtocolFeePercentagesProvider is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x739238d6.
//
// Solidity: function getProtocolFeePercentagesProvider() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetProtocolFeePercentagesProvider(data []byte) (common.Address, error) {
	out, err := managedPoolFactory.abi.Unpack("getProtocolFeePercentagesProvider", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetRecoveryModeHelper is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8a47ae3b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getRecoveryModeHelper() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) PackGetRecoveryModeHelper() []byte {
	enc, err := managedPoolFactory.abi.Pack("getRecoveryModeHelper")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetRecoveryModeHelper is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8a47ae3b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getRecoveryModeHelper() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetRecoveryModeHelper() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getRecoveryModeHelper")
}

// UnpackGetRecoveryModeHelper is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8a47ae3b.
//
// Solidity: function getRecoveryModeHelper() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetRecoveryModeHelper(data []byte) (common.Address, error) {
	out, err := managedPoolFactory.abi.Unpack("getRecoveryModeHelper", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d928af8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getVault() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) PackGetVault() []byte {
	enc, err := managedPoolFactory.abi.Pack("getVault")
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
func (managedPoolFactory *ManagedPoolFactory) TryPackGetVault() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getVault")
}

// UnpackGetVault is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8d928af8.
//
// Solidity: function getVault() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetVault(data []byte) (common.Address, error) {
	out, err := managedPoolFactory.abi.Unpack("getVault", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetWeightedMath is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x508f0eae.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getWeightedMath() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) PackGetWeightedMath() []byte {
	enc, err := managedPoolFactory.abi.Pack("getWeightedMath")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetWeightedMath is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x508f0eae.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getWeightedMath() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) TryPackGetWeightedMath() ([]byte, error) {
	return managedPoolFactory.abi.Pack("getWeightedMath")
}

// UnpackGetWeightedMath is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x508f0eae.
//
// Solidity: function getWeightedMath() view returns(address)
func (managedPoolFactory *ManagedPoolFactory) UnpackGetWeightedMath(data []byte) (common.Address, error) {
	out, err := managedPoolFactory.abi.Unpack("getWeightedMath", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackIsDisabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6c57f5a9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isDisabled() view returns(bool)
func (managedPoolFactory *ManagedPoolFactory) PackIsDisabled() []byte {
	enc, err := managedPoolFactory.abi.Pack("isDisabled")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsDisabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6c57f5a9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isDisabled() view returns(bool)
func (managedPoolFactory *ManagedPoolFactory) TryPackIsDisabled() ([]byte, error) {
	return managedPoolFactory.abi.Pack("isDisabled")
}

// UnpackIsDisabled is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6c57f5a9.
//
// Solidity: function isDisabled() view returns(bool)
func (managedPoolFactory *ManagedPoolFactory) UnpackIsDisabled(data []byte) (bool, error) {
	out, err := managedPoolFactory.abi.Unpack("isDisabled", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsPoolFromFactory is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6634b753.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isPoolFromFactory(address pool) view returns(bool)
func (managedPoolFactory *ManagedPoolFactory) PackIsPoolFromFactory(pool common.Address) []byte {
	enc, err := managedPoolFactory.abi.Pack("isPoolFromFactory", pool)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsPoolFromFactory is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6634b753.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isPoolFromFactory(address pool) view returns(bool)
func (managedPoolFactory *ManagedPoolFactory) TryPackIsPoolFromFactory(pool common.Address) ([]byte, error) {
	return managedPoolFactory.abi.Pack("isPoolFromFactory", pool)
}

// UnpackIsPoolFromFactory is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6634b753.
//
// Solidity: function isPoolFromFactory(address pool) view returns(bool)
func (managedPoolFactory *ManagedPoolFactory) UnpackIsPoolFromFactory(data []byte) (bool, error) {
	out, err := managedPoolFactory.abi.Unpack("isPoolFromFactory", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVersion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x54fd4d50.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function version() view returns(string)
func (managedPoolFactory *ManagedPoolFactory) PackVersion() []byte {
	enc, err := managedPoolFactory.abi.Pack("version")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVersion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x54fd4d50.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function version() view returns(string)
func (managedPoolFactory *ManagedPoolFactory) TryPackVersion() ([]byte, error) {
	return managedPoolFactory.abi.Pack("version")
}

// UnpackVersion is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x54fd4d50.
//
// Solidity: function version() view returns(string)
func (managedPoolFactory *ManagedPoolFactory) UnpackVersion(data []byte) (string, error) {
	out, err := managedPoolFactory.abi.Unpack("version", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// ManagedPoolFactoryFactoryDisabled represents a FactoryDisabled event raised by the ManagedPoolFactory contract.
type ManagedPoolFactoryFactoryDisabled struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const ManagedPoolFactoryFactoryDisabledEventName = "FactoryDisabled"

// ContractEventName returns the user-defined event name.
func (ManagedPoolFactoryFactoryDisabled) ContractEventName() string {
	return ManagedPoolFactoryFactoryDisabledEventName
}

// UnpackFactoryDisabledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FactoryDisabled()
func (managedPoolFactory *ManagedPoolFactory) UnpackFactoryDisabledEvent(log *types.Log) (*ManagedPoolFactoryFactoryDisabled, error) {
	event := "FactoryDisabled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPoolFactory.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolFactoryFactoryDisabled)
	if len(log.Data) > 0 {
		if err := managedPoolFactory.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPoolFactory.abi.Events[event].Inputs {
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

// ManagedPoolFactoryPoolCreated represents a PoolCreated event raised by the ManagedPoolFactory contract.
type ManagedPoolFactoryPoolCreated struct {
	Pool common.Address
	Raw  *types.Log // Blockchain specific contextual infos
}

const ManagedPoolFactoryPoolCreatedEventName = "PoolCreated"

// ContractEventName returns the user-defined event name.
func (ManagedPoolFactoryPoolCreated) ContractEventName() string {
	return ManagedPoolFactoryPoolCreatedEventName
}

// UnpackPoolCreatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PoolCreated(address indexed pool)
func (managedPoolFactory *ManagedPoolFactory) UnpackPoolCreatedEvent(log *types.Log) (*ManagedPoolFactoryPoolCreated, error) {
	event := "PoolCreated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPoolFactory.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolFactoryPoolCreated)
	if len(log.Data) > 0 {
		if err := managedPoolFactory.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPoolFactory.abi.Events[event].Inputs {
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
