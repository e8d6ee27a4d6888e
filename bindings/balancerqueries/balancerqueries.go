// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package balancerqueries

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

// IVaultBatchSwapStep is an auto generated low-level Go binding around an user-defined struct.
type IVaultBatchSwapStep struct {
	PoolId        [32]byte
	AssetInIndex  *big.Int
	AssetOutIndex *big.Int
	Amount        *big.Int
	UserData      []byte
}

// IVaultExitPoolRequest is an auto generated low-level Go binding around an user-defined struct.
type IVaultExitPoolRequest struct {
	Assets            []common.Address
	MinAmountsOut     []*big.Int
	UserData          []byte
	ToInternalBalance bool
}

// IVaultFundManagement is an auto generated low-level Go binding around an user-defined struct.
type IVaultFundManagement struct {
	Sender              common.Address
	FromInternalBalance bool
	Recipient           common.Address
	ToInternalBalance   bool
}

// IVaultJoinPoolRequest is an auto generated low-level Go binding around an user-defined struct.
type IVaultJoinPoolRequest struct {
	Assets              []common.Address
	MaxAmountsIn        []*big.Int
	UserData            []byte
	FromInternalBalance bool
}

// IVaultSingleSwap is an auto generated low-level Go binding around an user-defined struct.
type IVaultSingleSwap struct {
	PoolId   [32]byte
	Kind     uint8
	AssetIn  common.Address
	AssetOut common.Address
	Amount   *big.Int
	UserData []byte
}

// BalancerQueriesMetaData contains all meta data concerning the BalancerQueries contract.
var BalancerQueriesMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIVault\",\"name\":\"_vault\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"assetInIndex\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"assetOutIndex\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIVault.BatchSwapStep[]\",\"name\":\"swaps\",\"type\":\"tuple[]\"},{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.FundManagement\",\"name\":\"funds\",\"type\":\"tuple\"}],\"name\":\"queryBatchSwap\",\"outputs\":[{\"internalType\":\"int256[]\",\"name\":\"assetDeltas\",\"type\":\"int256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"minAmountsOut\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.ExitPoolRequest\",\"name\":\"request\",\"type\":\"tuple\"}],\"name\":\"queryExit\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"bptIn\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"amountsOut\",\"type\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"maxAmountsIn\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.JoinPoolRequest\",\"name\":\"request\",\"type\":\"tuple\"}],\"name\":\"queryJoin\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"bptOut\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"amountsIn\",\"type\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"contractIAsset\",\"name\":\"assetIn\",\"type\":\"address\"},{\"internalType\":\"contractIAsset\",\"name\":\"assetOut\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIVault.SingleSwap\",\"name\":\"singleSwap\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.FundManagement\",\"name\":\"funds\",\"type\":\"tuple\"}],\"name\":\"querySwap\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"vault\",\"outputs\":[{\"internalType\":\"contractIVault\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"}]",
	ID:  "BalancerQueries",
}

// BalancerQueries is an auto generated Go binding around an Ethereum contract.
type BalancerQueries struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *BalancerQueries) GetABI() abi.ABI {
	return c.abi
}

// NewBalancerQueries creates a new instance of BalancerQueries.
func NewBalancerQueries() *BalancerQueries {
	parsed, err := BalancerQueriesMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &BalancerQueries{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *BalancerQueries) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address _vault) returns()
func (balancerQueries *BalancerQueries) PackConstructor(_vault common.Address) []byte {
	enc, err := balancerQueries.abi.Pack("", _vault)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackQueryBatchSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf84d066e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function queryBatchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds) returns(int256[] assetDeltas)
func (balancerQueries *BalancerQueries) PackQueryBatchSwap(kind uint8, swaps []IVaultBatchSwapStep, assets []common.Address, funds IVaultFundManagement) []byte {
	enc, err := balancerQueries.abi.Pack("queryBatchSwap", kind, swaps, assets, funds)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQueryBatchSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf84d066e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function queryBatchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds) returns(int256[] assetDeltas)
func (balancerQueries *BalancerQueries) TryPackQueryBatchSwap(kind uint8, swaps []IVaultBatchSwapStep, assets []common.Address, funds IVaultFundManagement) ([]byte, error) {
	return balancerQueries.abi.Pack("queryBatchSwap", kind, swaps, assets, funds)
}

// UnpackQueryBatchSwap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf84d066e.
//
// Solidity: function queryBatchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds) returns(int256[] assetDeltas)
func (balancerQueries *BalancerQueries) UnpackQueryBatchSwap(data []byte) ([]*big.Int, error) {
	out, err := balancerQueries.abi.Unpack("queryBatchSwap", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackQueryExit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc7b2c52c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function queryExit(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns(uint256 bptIn, uint256[] amountsOut)
func (balancerQueries *BalancerQueries) PackQueryExit(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultExitPoolRequest) []byte {
	enc, err := balancerQueries.abi.Pack("queryExit", poolId, sender, recipient, request)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQueryExit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc7b2c52c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function queryExit(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns(uint256 bptIn, uint256[] amountsOut)
func (balancerQueries *BalancerQueries) TryPackQueryExit(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultExitPoolRequest) ([]byte, error) {
	return balancerQueries.abi.Pack("queryExit", poolId, sender, recipient, request)
}

// QueryExitOutput serves as a container for the return parameters of contract
// method QueryExit.
type QueryExitOutput struct {
	BptIn      *big.Int
	AmountsOut []*big.Int
}

// UnpackQueryExit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc7b2c52c.
//
// Solidity: function queryExit(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns(uint256 bptIn, uint256[] amountsOut)
func (balancerQueries *BalancerQueries) UnpackQueryExit(data []byte) (QueryExitOutput, error) {
	out, err := balancerQueries.abi.Unpack("queryExit", data)
	outstruct := new(QueryExitOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.BptIn = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.AmountsOut = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackQueryJoin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ebbf05d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function queryJoin(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns(uint256 bptOut, uint256[] amountsIn)
func (balancerQueries *BalancerQueries) PackQueryJoin(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultJoinPoolRequest) []byte {
	enc, err := balancerQueries.abi.Pack("queryJoin", poolId, sender, recipient, request)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQueryJoin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ebbf05d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function queryJoin(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns(uint256 bptOut, uint256[] amountsIn)
func (balancerQueries *BalancerQueries) TryPackQueryJoin(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultJoinPoolRequest) ([]byte, error) {
	return balancerQueries.abi.Pack("queryJoin", poolId, sender, recipient, request)
}

// QueryJoinOutput serves as a container for the return parameters of contract
// method QueryJoin.
type QueryJoinOutput struct {
	BptOut    *big.Int
	AmountsIn []*big.Int
}

// UnpackQueryJoin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ebbf05d.
//
// Solidity: function queryJoin(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns(uint256 bptOut, uint256[] amountsIn)
func (balancerQueries *BalancerQueries) UnpackQueryJoin(data []byte) (QueryJoinOutput, error) {
	out, err := balancerQueries.abi.Unpack("queryJoin", data)
	outstruct := new(QueryJoinOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.BptOut = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.AmountsIn = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackQuerySwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe969f6b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function querySwap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds) returns(uint256)
func (balancerQueries *BalancerQueries) PackQuerySwap(singleSwap IVaultSingleSwap, funds IVaultFundManagement) []byte {
	enc, err := balancerQueries.abi.Pack("querySwap", singleSwap, funds)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQuerySwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe969f6b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function querySwap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds) returns(uint256)
func (balancerQueries *BalancerQueries) TryPackQuerySwap(singleSwap IVaultSingleSwap, funds IVaultFundManagement) ([]byte, error) {
	return balancerQueries.abi.Pack("querySwap", singleSwap, funds)
}

// UnpackQuerySwap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe969f6b3.
//
// Solidity: function querySwap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds) returns(uint256)
func (balancerQueries *BalancerQueries) UnpackQuerySwap(data []byte) (*big.Int, error) {
	out, err := balancerQueries.abi.Unpack("querySwap", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfbfa77cf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function vault() view returns(address)
func (balancerQueries *BalancerQueries) PackVault() []byte {
	enc, err := balancerQueries.abi.Pack("vault")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfbfa77cf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function vault() view returns(address)
func (balancerQueries *BalancerQueries) TryPackVault() ([]byte, error) {
	return balancerQueries.abi.Pack("vault")
}

// UnpackVault is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfbfa77cf.
//
// Solidity: function vault() view returns(address)
func (balancerQueries *BalancerQueries) UnpackVault(data []byte) (common.Address, error) {
	out, err := balancerQueries.abi.Unpack("vault", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}
