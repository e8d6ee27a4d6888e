// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package vault

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

// IVaultPoolBalanceOp is an auto generated low-level Go binding around an user-defined struct.
type IVaultPoolBalanceOp struct {
	Kind   uint8
	PoolId [32]byte
	Token  common.Address
	Amount *big.Int
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

// IVaultUserBalanceOp is an auto generated low-level Go binding around an user-defined struct.
type IVaultUserBalanceOp struct {
	Kind      uint8
	Asset     common.Address
	Amount    *big.Int
	Sender    common.Address
	Recipient common.Address
}

// VaultMetaData contains all meta data concerning the Vault contract.
var VaultMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIAuthorizer\",\"name\":\"authorizer\",\"type\":\"address\"},{\"internalType\":\"contractIWETH\",\"name\":\"weth\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"pauseWindowDuration\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"bufferPeriodDuration\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIAuthorizer\",\"name\":\"newAuthorizer\",\"type\":\"address\"}],\"name\":\"AuthorizerChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"ExternalBalanceTransfer\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIFlashLoanRecipient\",\"name\":\"recipient\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"feeAmount\",\"type\":\"uint256\"}],\"name\":\"FlashLoan\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"user\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"int256\",\"name\":\"delta\",\"type\":\"int256\"}],\"name\":\"InternalBalanceChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"paused\",\"type\":\"bool\"}],\"name\":\"PausedStateChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"liquidityProvider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"int256[]\",\"name\":\"deltas\",\"type\":\"int256[]\"},{\"indexed\":false,\"internalType\":\"uint256[]\",\"name\":\"protocolFeeAmounts\",\"type\":\"uint256[]\"}],\"name\":\"PoolBalanceChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"assetManager\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"int256\",\"name\":\"cashDelta\",\"type\":\"int256\"},{\"indexed\":false,\"internalType\":\"int256\",\"name\":\"managedDelta\",\"type\":\"int256\"}],\"name\":\"PoolBalanceManaged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"poolAddress\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"enumIVault.PoolSpecialization\",\"name\":\"specialization\",\"type\":\"uint8\"}],\"name\":\"PoolRegistered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"relayer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"approved\",\"type\":\"bool\"}],\"name\":\"RelayerApprovalChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"tokenIn\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"tokenOut\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amountIn\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amountOut\",\"type\":\"uint256\"}],\"name\":\"Swap\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"}],\"name\":\"TokensDeregistered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"indexed\":false,\"internalType\":\"address[]\",\"name\":\"assetManagers\",\"type\":\"address[]\"}],\"name\":\"TokensRegistered\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"WETH\",\"outputs\":[{\"internalType\":\"contractIWETH\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"assetInIndex\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"assetOutIndex\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIVault.BatchSwapStep[]\",\"name\":\"swaps\",\"type\":\"tuple[]\"},{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.FundManagement\",\"name\":\"funds\",\"type\":\"tuple\"},{\"internalType\":\"int256[]\",\"name\":\"limits\",\"type\":\"int256[]\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"}],\"name\":\"batchSwap\",\"outputs\":[{\"internalType\":\"int256[]\",\"name\":\"assetDeltas\",\"type\":\"int256[]\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"}],\"name\":\"deregisterTokens\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"minAmountsOut\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.ExitPoolRequest\",\"name\":\"request\",\"type\":\"tuple\"}],\"name\":\"exitPool\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIFlashLoanRecipient\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"amounts\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"name\":\"flashLoan\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"selector\",\"type\":\"bytes4\"}],\"name\":\"getActionId\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getAuthorizer\",\"outputs\":[{\"internalType\":\"contractIAuthorizer\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getDomainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"user\",\"type\":\"address\"},{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"}],\"name\":\"getInternalBalance\",\"outputs\":[{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"user\",\"type\":\"address\"}],\"name\":\"getNextNonce\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getPausedState\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"paused\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"pauseWindowEndTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"bufferPeriodEndTime\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"}],\"name\":\"getPool\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"},{\"internalType\":\"enumIVault.PoolSpecialization\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"getPoolTokenInfo\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"cash\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"managed\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"lastChangeBlock\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"assetManager\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"}],\"name\":\"getPoolTokens\",\"outputs\":[{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"lastChangeBlock\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getProtocolFeesCollector\",\"outputs\":[{\"internalType\":\"contractProtocolFeesCollector\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"user\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"relayer\",\"type\":\"address\"}],\"name\":\"hasApprovedRelayer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"maxAmountsIn\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.JoinPoolRequest\",\"name\":\"request\",\"type\":\"tuple\"}],\"name\":\"joinPool\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"enumIVault.PoolBalanceOpKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"internalType\":\"structIVault.PoolBalanceOp[]\",\"name\":\"ops\",\"type\":\"tuple[]\"}],\"name\":\"managePoolBalance\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"enumIVault.UserBalanceOpKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"contractIAsset\",\"name\":\"asset\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"}],\"internalType\":\"structIVault.UserBalanceOp[]\",\"name\":\"ops\",\"type\":\"tuple[]\"}],\"name\":\"manageUserBalance\",\"outputs\":[],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"assetInIndex\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"assetOutIndex\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIVault.BatchSwapStep[]\",\"name\":\"swaps\",\"type\":\"tuple[]\"},{\"internalType\":\"contractIAsset[]\",\"name\":\"assets\",\"type\":\"address[]\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.FundManagement\",\"name\":\"funds\",\"type\":\"tuple\"}],\"name\":\"queryBatchSwap\",\"outputs\":[{\"internalType\":\"int256[]\",\"name\":\"\",\"type\":\"int256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"enumIVault.PoolSpecialization\",\"name\":\"specialization\",\"type\":\"uint8\"}],\"name\":\"registerPool\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"address[]\",\"name\":\"assetManagers\",\"type\":\"address[]\"}],\"name\":\"registerTokens\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIAuthorizer\",\"name\":\"newAuthorizer\",\"type\":\"address\"}],\"name\":\"setAuthorizer\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bool\",\"name\":\"paused\",\"type\":\"bool\"}],\"name\":\"setPaused\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"relayer\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"approved\",\"type\":\"bool\"}],\"name\":\"setRelayerApproval\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"contractIAsset\",\"name\":\"assetIn\",\"type\":\"address\"},{\"internalType\":\"contractIAsset\",\"name\":\"assetOut\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIVault.SingleSwap\",\"name\":\"singleSwap\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"fromInternalBalance\",\"type\":\"bool\"},{\"internalType\":\"addresspayable\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"toInternalBalance\",\"type\":\"bool\"}],\"internalType\":\"structIVault.FundManagement\",\"name\":\"funds\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"limit\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"}],\"name\":\"swap\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"amountCalculated\",\"type\":\"uint256\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"stateMutability\":\"payable\",\"type\":\"receive\"}]",
	ID:  "Vault",
}

// Vault is an auto generated Go binding around an Ethereum contract.
type Vault struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Vault) GetABI() abi.ABI {
	return c.abi
}

// NewVault creates a new instance of Vault.
func NewVault() *Vault {
	parsed, err := VaultMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Vault{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Vault) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address authorizer, address weth, uint256 pauseWindowDuration, uint256 bufferPeriodDuration) returns()
func (vault *Vault) PackConstructor(authorizer common.Address, weth common.Address, pauseWindowDuration *big.Int, bufferPeriodDuration *big.Int) []byte {
	enc, err := vault.abi.Pack("", authorizer, weth, pauseWindowDuration, bufferPeriodDuration)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackWETH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad5c4648.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function WETH() view returns(address)
func (vault *Vault) PackWETH() []byte {
	enc, err := vault.abi.Pack("WETH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWETH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad5c4648.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function WETH() view returns(address)
func (vault *Vault) TryPackWETH() ([]byte, error) {
	return vault.abi.Pack("WETH")
}

// UnpackWETH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xad5c4648.
//
// Solidity: function WETH() view returns(address)
func (vault *Vault) UnpackWETH(data []byte) (common.Address, error) {
	out, err := vault.abi.Unpack("WETH", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackBatchSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x945bcec9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function batchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds, int256[] limits, uint256 deadline) payable returns(int256[] assetDeltas)
func (vault *Vault) PackBatchSwap(kind uint8, swaps []IVaultBatchSwapStep, assets []common.Address, funds IVaultFundManagement, limits []*big.Int, deadline *big.Int) []byte {
	enc, err := vault.abi.Pack("batchSwap", kind, swaps, assets, funds, limits, deadline)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBatchSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x945bcec9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function batchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds, int256[] limits, uint256 deadline) payable returns(int256[] assetDeltas)
func (vault *Vault) TryPackBatchSwap(kind uint8, swaps []IVaultBatchSwapStep, assets []common.Address, funds IVaultFundManagement, limits []*big.Int, deadline *big.Int) ([]byte, error) {
	return vault.abi.Pack("batchSwap", kind, swaps, assets, funds, limits, deadline)
}

// UnpackBatchSwap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x945bcec9.
//
// Solidity: function batchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds, int256[] limits, uint256 deadline) payable returns(int256[] assetDeltas)
func (vault *Vault) UnpackBatchSwap(data []byte) ([]*big.Int, error) {
	out, err := vault.abi.Unpack("batchSwap", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackDeregisterTokens is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7d3aeb96.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deregisterTokens(bytes32 poolId, address[] tokens) returns()
func (vault *Vault) PackDeregisterTokens(poolId [32]byte, tokens []common.Address) []byte {
	enc, err := vault.abi.Pack("deregisterTokens", poolId, tokens)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeregisterTokens is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7d3aeb96.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deregisterTokens(bytes32 poolId, address[] tokens) returns()
func (vault *Vault) TryPackDeregisterTokens(poolId [32]byte, tokens []common.Address) ([]byte, error) {
	return vault.abi.Pack("deregisterTokens", poolId, tokens)
}

// PackExitPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8bdb3913.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function exitPool(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns()
func (vault *Vault) PackExitPool(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultExitPoolRequest) []byte {
	enc, err := vault.abi.Pack("exitPool", poolId, sender, recipient, request)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExitPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8bdb3913.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function exitPool(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) returns()
func (vault *Vault) TryPackExitPool(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultExitPoolRequest) ([]byte, error) {
	return vault.abi.Pack("exitPool", poolId, sender, recipient, request)
}

// PackFlashLoan is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5c38449e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function flashLoan(address recipient, address[] tokens, uint256[] amounts, bytes userData) returns()
func (vault *Vault) PackFlashLoan(recipient common.Address, tokens []common.Address, amounts []*big.Int, userData []byte) []byte {
	enc, err := vault.abi.Pack("flashLoan", recipient, tokens, amounts, userData)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFlashLoan is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5c38449e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function flashLoan(address recipient, address[] tokens, uint256[] amounts, bytes userData) returns()
func (vault *Vault) TryPackFlashLoan(recipient common.Address, tokens []common.Address, amounts []*big.Int, userData []byte) ([]byte, error) {
	return vault.abi.Pack("flashLoan", recipient, tokens, amounts, userData)
}

// PackGetActionId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x851c1bb3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (vault *Vault) PackGetActionId(selector [4]byte) []byte {
	enc, err := vault.abi.Pack("getActionId", selector)
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
func (vault *Vault) TryPackGetActionId(selector [4]byte) ([]byte, error) {
	return vault.abi.Pack("getActionId", selector)
}

// UnpackGetActionId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x851c1bb3.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (vault *Vault) UnpackGetActionId(data []byte) ([32]byte, error) {
	out, err := vault.abi.Unpack("getActionId", data)
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
func (vault *Vault) PackGetAuthorizer() []byte {
	enc, err := vault.abi.Pack("getAuthorizer")
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
func (vault *Vault) TryPackGetAuthorizer() ([]byte, error) {
	return vault.abi.Pack("getAuthorizer")
}

// UnpackGetAuthorizer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaaabadc5.
//
// Solidity: function getAuthorizer() view returns(address)
func (vault *Vault) UnpackGetAuthorizer(data []byte) (common.Address, error) {
	out, err := vault.abi.Unpack("getAuthorizer", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xed24911d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getDomainSeparator() view returns(bytes32)
func (vault *Vault) PackGetDomainSeparator() []byte {
	enc, err := vault.abi.Pack("getDomainSeparator")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xed24911d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getDomainSeparator() view returns(bytes32)
func (vault *Vault) TryPackGetDomainSeparator() ([]byte, error) {
	return vault.abi.Pack("getDomainSeparator")
}

// UnpackGetDomainSeparator is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xed24911d.
//
// Solidity: function getDomainSeparator() view returns(bytes32)
func (vault *Vault) UnpackGetDomainSeparator(data []byte) ([32]byte, error) {
	out, err := vault.abi.Unpack("getDomainSeparator", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackGetInternalBalance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f5a6efa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getInternalBalance(address user, address[] tokens) view returns(uint256[] balances)
func (vault *Vault) PackGetInternalBalance(user common.Address, tokens []common.Address) []byte {
	enc, err := vault.abi.Pack("getInternalBalance", user, tokens)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetInternalBalance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f5a6efa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getInternalBalance(address user, address[] tokens) view returns(uint256[] balances)
func (vault *Vault) TryPackGetInternalBalance(user common.Address, tokens []common.Address) ([]byte, error) {
	return vault.abi.Pack("getInternalBalance", user, tokens)
}

// UnpackGetInternalBalance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0f5a6efa.
//
// Solidity: function getInternalBalance(address user, address[] tokens) view returns(uint256[] balances)
func (vault *Vault) UnpackGetInternalBalance(data []byte) ([]*big.Int, error) {
	out, err := vault.abi.Unpack("getInternalBalance", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackGetNextNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x90193b7c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getNextNonce(address user) view returns(uint256)
func (vault *Vault) PackGetNextNonce(user common.Address) []byte {
	enc, err := vault.abi.Pack("getNextNonce", user)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetNextNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x90193b7c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getNextNonce(address user) view returns(uint256)
func (vault *Vault) TryPackGetNextNonce(user common.Address) ([]byte, error) {
	return vault.abi.Pack("getNextNonce", user)
}

// UnpackGetNextNonce is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x90193b7c.
//
// Solidity: function getNextNonce(address user) view returns(uint256)
func (vault *Vault) UnpackGetNextNonce(data []byte) (*big.Int, error) {
	out, err := vault.abi.Unpack("getNextNonce", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetPausedState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c0de051.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPausedState() view returns(bool paused, uint256 pauseWindowEndTime, uint256 bufferPeriodEndTime)
func (vault *Vault) PackGetPausedState() []byte {
	enc, err := vault.abi.Pack("getPausedState")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPausedState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c0de051.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPausedState() view returns(bool paused, uint256 pauseWindowEndTime, uint256 bufferPeriodEndTime)
func (vault *Vault) TryPackGetPausedState() ([]byte, error) {
	return vault.abi.Pack("getPausedState")
}

// GetPausedStateOutput serves as a container for the return parameters of contract
// method GetPausedState.
type GetPausedStateOutput struct {
	Paused              bool
	PauseWindowEndTime  *big.Int
	BufferPeriodEndTime *big.Int
}

// UnpackGetPausedState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1c0de051.
//
// Solidity: function getPausedState() view returns(bool paused, uint256 pauseWindowEndTime, uint256 bufferPeriodEndTime)
func (vault *Vault) UnpackGetPausedState(data []byte) (GetPausedStateOutput, error) {
	out, err := vault.abi.Unpack("getPausedState", data)
	outstruct := new(GetPausedStateOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Paused = *abi.ConvertType(out[0], new(bool)).(*bool)
	outstruct.PauseWindowEndTime = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.BufferPeriodEndTime = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf6c00927.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPool(bytes32 poolId) view returns(address, uint8)
func (vault *Vault) PackGetPool(poolId [32]byte) []byte {
	enc, err := vault.abi.Pack("getPool", poolId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf6c00927.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPool(bytes32 poolId) view returns(address, uint8)
func (vault *Vault) TryPackGetPool(poolId [32]byte) ([]byte, error) {
	return vault.abi.Pack("getPool", poolId)
}

// GetPoolOutput serves as a container for the return parameters of contract
// method GetPool.
type GetPoolOutput struct {
	Arg0 common.Address
	Arg1 uint8
}

// UnpackGetPool is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf6c00927.
//
// Solidity: function getPool(bytes32 poolId) view returns(address, uint8)
func (vault *Vault) UnpackGetPool(data []byte) (GetPoolOutput, error) {
	out, err := vault.abi.Unpack("getPool", data)
	outstruct := new(GetPoolOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Arg0 = *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	outstruct.Arg1 = *abi.ConvertType(out[1], new(uint8)).(*uint8)
	return *outstruct, nil
}

// PackGetPoolTokenInfo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb05f8e48.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPoolTokenInfo(bytes32 poolId, address token) view returns(uint256 cash, uint256 managed, uint256 lastChangeBlock, address assetManager)
func (vault *Vault) PackGetPoolTokenInfo(poolId [32]byte, token common.Address) []byte {
	enc, err := vault.abi.Pack("getPoolTokenInfo", poolId, token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPoolTokenInfo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb05f8e48.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPoolTokenInfo(bytes32 poolId, address token) view returns(uint256 cash, uint256 managed, uint256 lastChangeBlock, address assetManager)
func (vault *Vault) TryPackGetPoolTokenInfo(poolId [32]byte, token common.Address) ([]byte, error) {
	return vault.abi.Pack("getPoolTokenInfo", poolId, token)
}

// GetPoolTokenInfoOutput serves as a container for the return parameters of contract
// method GetPoolTokenInfo.
type GetPoolTokenInfoOutput struct {
	Cash            *big.Int
	Managed         *big.Int
	LastChangeBlock *big.Int
	AssetManager    common.Address
}

// UnpackGetPoolTokenInfo is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb05f8e48.
//
// Solidity: function getPoolTokenInfo(bytes32 poolId, address token) view returns(uint256 cash, uint256 managed, uint256 lastChangeBlock, address assetManager)
func (vault *Vault) UnpackGetPoolTokenInfo(data []byte) (GetPoolTokenInfoOutput, error) {
	out, err := vault.abi.Unpack("getPoolTokenInfo", data)
	outstruct := new(GetPoolTokenInfoOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Cash = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Managed = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.LastChangeBlock = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	outstruct.AssetManager = *abi.ConvertType(out[3], new(common.Address)).(*common.Address)
	return *outstruct, nil
}

// PackGetPoolTokens is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf94d4668.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPoolTokens(bytes32 poolId) view returns(address[] tokens, uint256[] balances, uint256 lastChangeBlock)
func (vault *Vault) PackGetPoolTokens(poolId [32]byte) []byte {
	enc, err := vault.abi.Pack("getPoolTokens", poolId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPoolTokens is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf94d4668.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPoolTokens(bytes32 poolId) view returns(address[] tokens, uint256[] balances, uint256 lastChangeBlock)
func (vault *Vault) TryPackGetPoolTokens(poolId [32]byte) ([]byte, error) {
	return vault.abi.Pack("getPoolTokens", poolId)
}

// GetPoolTokensOutput serves as a container for the return parameters of contract
// method GetPoolTokens.
type GetPoolTokensOutput struct {
	Tokens          []common.Address
	Balances        []*big.Int
	LastChangeBlock *big.Int
}

// UnpackGetPoolTokens is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf94d4668.
//
// Solidity: function getPoolTokens(bytes32 poolId) view returns(address[] tokens, uint256[] balances, uint256 lastChangeBlock)
func (vault *Vault) UnpackGetPoolTokens(data []byte) (GetPoolTokensOutput, error) {
	out, err := vault.abi.Unpack("getPoolTokens", data)
	outstruct := new(GetPoolTokensOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Tokens = *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	outstruct.Balances = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	outstruct.LastChangeBlock = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetProtocolFeesCollector is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd2946c2b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getProtocolFeesCollector() view returns(address)
func (vault *Vault) PackGetProtocolFeesCollector() []byte {
	enc, err := vault.abi.Pack("getProtocolFeesCollector")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetProtocolFeesCollector is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd2946c2b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getProtocolFeesCollector() view returns(address)
func (vault *Vault) TryPackGetProtocolFeesCollector() ([]byte, error) {
	return vault.abi.Pack("getProtocolFeesCollector")
}

// UnpackGetProtocolFeesCollector is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd2946c2b.
//
// Solidity: function getProtocolFeesCollector() view returns(address)
func (vault *Vault) UnpackGetProtocolFeesCollector(data []byte) (common.Address, error) {
	out, err := vault.abi.Unpack("getProtocolFeesCollector", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackHasApprovedRelayer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfec90d72.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hasApprovedRelayer(address user, address relayer) view returns(bool)
func (vault *Vault) PackHasApprovedRelayer(user common.Address, relayer common.Address) []byte {
	enc, err := vault.abi.Pack("hasApprovedRelayer", user, relayer)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHasApprovedRelayer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfec90d72.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hasApprovedRelayer(address user, address relayer) view returns(bool)
func (vault *Vault) TryPackHasApprovedRelayer(user common.Address, relayer common.Address) ([]byte, error) {
	return vault.abi.Pack("hasApprovedRelayer", user, relayer)
}

// UnpackHasApprovedRelayer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfec90d72.
//
// Solidity: function hasApprovedRelayer(address user, address relayer) view returns(bool)
func (vault *Vault) UnpackHasApprovedRelayer(data []byte) (bool, error) {
	out, err := vault.abi.Unpack("hasApprovedRelayer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackJoinPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb95cac28.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function joinPool(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) payable returns()
func (vault *Vault) PackJoinPool(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultJoinPoolRequest) []byte {
	enc, err := vault.abi.Pack("joinPool", poolId, sender, recipient, request)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackJoinPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb95cac28.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function joinPool(bytes32 poolId, address sender, address recipient, (address[],uint256[],bytes,bool) request) payable returns()
func (vault *Vault) TryPackJoinPool(poolId [32]byte, sender common.Address, recipient common.Address, request IVaultJoinPoolRequest) ([]byte, error) {
	return vault.abi.Pack("joinPool", poolId, sender, recipient, request)
}

// PackManagePoolBalance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe6c46092.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function managePoolBalance((uint8,bytes32,address,uint256)[] ops) returns()
func (vault *Vault) PackManagePoolBalance(ops []IVaultPoolBalanceOp) []byte {
	enc, err := vault.abi.Pack("managePoolBalance", ops)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackManagePoolBalance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe6c46092.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function managePoolBalance((uint8,bytes32,address,uint256)[] ops) returns()
func (vault *Vault) TryPackManagePoolBalance(ops []IVaultPoolBalanceOp) ([]byte, error) {
	return vault.abi.Pack("managePoolBalance", ops)
}

// PackManageUserBalance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0e8e3e84.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function manageUserBalance((uint8,address,uint256,address,address)[] ops) payable returns()
func (vault *Vault) PackManageUserBalance(ops []IVaultUserBalanceOp) []byte {
	enc, err := vault.abi.Pack("manageUserBalance", ops)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackManageUserBalance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0e8e3e84.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function manageUserBalance((uint8,address,uint256,address,address)[] ops) payable returns()
func (vault *Vault) TryPackManageUserBalance(ops []IVaultUserBalanceOp) ([]byte, error) {
	return vault.abi.Pack("manageUserBalance", ops)
}

// PackQueryBatchSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf84d066e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function queryBatchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds) returns(int256[])
func (vault *Vault) PackQueryBatchSwap(kind uint8, swaps []IVaultBatchSwapStep, assets []common.Address, funds IVaultFundManagement) []byte {
	enc, err := vault.abi.Pack("queryBatchSwap", kind, swaps, assets, funds)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQueryBatchSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf84d066e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function queryBatchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds) returns(int256[])
func (vault *Vault) TryPackQueryBatchSwap(kind uint8, swaps []IVaultBatchSwapStep, assets []common.Address, funds IVaultFundManagement) ([]byte, error) {
	return vault.abi.Pack("queryBatchSwap", kind, swaps, assets, funds)
}

// UnpackQueryBatchSwap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf84d066e.
//
// Solidity: function queryBatchSwap(uint8 kind, (bytes32,uint256,uint256,uint256,bytes)[] swaps, address[] assets, (address,bool,address,bool) funds) returns(int256[])
func (vault *Vault) UnpackQueryBatchSwap(data []byte) ([]*big.Int, error) {
	out, err := vault.abi.Unpack("queryBatchSwap", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackRegisterPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x09b2760f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registerPool(uint8 specialization) returns(bytes32)
func (vault *Vault) PackRegisterPool(specialization uint8) []byte {
	enc, err := vault.abi.Pack("registerPool", specialization)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisterPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x09b2760f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registerPool(uint8 specialization) returns(bytes32)
func (vault *Vault) TryPackRegisterPool(specialization uint8) ([]byte, error) {
	return vault.abi.Pack("registerPool", specialization)
}

// UnpackRegisterPool is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x09b2760f.
//
// Solidity: function registerPool(uint8 specialization) returns(bytes32)
func (vault *Vault) UnpackRegisterPool(data []byte) ([32]byte, error) {
	out, err := vault.abi.Unpack("registerPool", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRegisterTokens is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x66a9c7d2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registerTokens(bytes32 poolId, address[] tokens, address[] assetManagers) returns()
func (vault *Vault) PackRegisterTokens(poolId [32]byte, tokens []common.Address, assetManagers []common.Address) []byte {
	enc, err := vault.abi.Pack("registerTokens", poolId, tokens, assetManagers)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisterTokens is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x66a9c7d2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registerTokens(bytes32 poolId, address[] tokens, address[] assetManagers) returns()
func (vault *Vault) TryPackRegisterTokens(poolId [32]byte, tokens []common.Address, assetManagers []common.Address) ([]byte, error) {
	return vault.abi.Pack("registerTokens", poolId, tokens, assetManagers)
}

// PackSetAuthorizer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x058a628f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setAuthorizer(address newAuthorizer) returns()
func (vault *Vault) PackSetAuthorizer(newAuthorizer common.Address) []byte {
	enc, err := vault.abi.Pack("setAuthorizer", newAuthorizer)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetAuthorizer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x058a628f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setAuthorizer(address newAuthorizer) returns()
func (vault *Vault) TryPackSetAuthorizer(newAuthorizer common.Address) ([]byte, error) {
	return vault.abi.Pack("setAuthorizer", newAuthorizer)
}

// PackSetPaused is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x16c38b3c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setPaused(bool paused) returns()
func (vault *Vault) PackSetPaused(paused bool) []byte {
	enc, err := vault.abi.Pack("setPaused", paused)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetPaused is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x16c38b3c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setPaused(bool paused) returns()
func (vault *Vault) TryPackSetPaused(paused bool) ([]byte, error) {
	return vault.abi.Pack("setPaused", paused)
}

// PackSetRelayerApproval is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfa6e671d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setRelayerApproval(address sender, address relayer, bool approved) returns()
func (vault *Vault) PackSetRelayerApproval(sender common.Address, relayer common.Address, approved bool) []byte {
	enc, err := vault.abi.Pack("setRelayerApproval", sender, relayer, approved)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetRelayerApproval is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfa6e671d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setRelayerApproval(address sender, address relayer, bool approved) returns()
func (vault *Vault) TryPackSetRelayerApproval(sender common.Address, relayer common.Address, approved bool) ([]byte, error) {
	return vault.abi.Pack("setRelayerApproval", sender, relayer, approved)
}

// PackSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52bbbe29.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function swap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds, uint256 limit, uint256 deadline) payable returns(uint256 amountCalculated)
func (vault *Vault) PackSwap(singleSwap IVaultSingleSwap, funds IVaultFundManagement, limit *big.Int, deadline *big.Int) []byte {
	enc, err := vault.abi.Pack("swap", singleSwap, funds, limit, deadline)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52bbbe29.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function swap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds, uint256 limit, uint256 deadline) payable returns(uint256 amountCalculated)
func (vault *Vault) TryPackSwap(singleSwap IVaultSingleSwap, funds IVaultFundManagement, limit *big.Int, deadline *big.Int) ([]byte, error) {
	return vault.abi.Pack("swap", singleSwap, funds, limit, deadline)
}

// UnpackSwap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52bbbe29.
//
// Solidity: function swap((bytes32,uint8,address,address,uint256,bytes) singleSwap, (address,bool,address,bool) funds, uint256 limit, uint256 deadline) payable returns(uint256 amountCalculated)
func (vault *Vault) UnpackSwap(data []byte) (*big.Int, error) {
	out, err := vault.abi.Unpack("swap", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// VaultAuthorizerChanged represents a AuthorizerChanged event raised by the Vault contract.
type VaultAuthorizerChanged struct {
	NewAuthorizer common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const VaultAuthorizerChangedEventName = "AuthorizerChanged"

// ContractEventName returns the user-defined event name.
func (VaultAuthorizerChanged) ContractEventName() string {
	return VaultAuthorizerChangedEventName
}

// UnpackAuthorizerChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AuthorizerChanged(address indexed newAuthorizer)
func (vault *Vault) UnpackAuthorizerChangedEvent(log *types.Log) (*VaultAuthorizerChanged, error) {
	event := "AuthorizerChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultAuthorizerChanged)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultExternalBalanceTransfer represents a ExternalBalanceTransfer event raised by the Vault contract.
type VaultExternalBalanceTransfer struct {
	Token     common.Address
	Sender    common.Address
	Recipient common.Address
	Amount    *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const VaultExternalBalanceTransferEventName = "ExternalBalanceTransfer"

// ContractEventName returns the user-defined event name.
func (VaultExternalBalanceTransfer) ContractEventName() string {
	return VaultExternalBalanceTransferEventName
}

// UnpackExternalBalanceTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ExternalBalanceTransfer(address indexed token, address indexed sender, address recipient, uint256 amount)
func (vault *Vault) UnpackExternalBalanceTransferEvent(log *types.Log) (*VaultExternalBalanceTransfer, error) {
	event := "ExternalBalanceTransfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultExternalBalanceTransfer)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultFlashLoan represents a FlashLoan event raised by the Vault contract.
type VaultFlashLoan struct {
	Recipient common.Address
	Token     common.Address
	Amount    *big.Int
	FeeAmount *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const VaultFlashLoanEventName = "FlashLoan"

// ContractEventName returns the user-defined event name.
func (VaultFlashLoan) ContractEventName() string {
	return VaultFlashLoanEventName
}

// UnpackFlashLoanEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FlashLoan(address indexed recipient, address indexed token, uint256 amount, uint256 feeAmount)
func (vault *Vault) UnpackFlashLoanEvent(log *types.Log) (*VaultFlashLoan, error) {
	event := "FlashLoan"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultFlashLoan)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultInternalBalanceChanged represents a InternalBalanceChanged event raised by the Vault contract.
type VaultInternalBalanceChanged struct {
	User  common.Address
	Token common.Address
	Delta *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const VaultInternalBalanceChangedEventName = "InternalBalanceChanged"

// ContractEventName returns the user-defined event name.
func (VaultInternalBalanceChanged) ContractEventName() string {
	return VaultInternalBalanceChangedEventName
}

// UnpackInternalBalanceChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event InternalBalanceChanged(address indexed user, address indexed token, int256 delta)
func (vault *Vault) UnpackInternalBalanceChangedEvent(log *types.Log) (*VaultInternalBalanceChanged, error) {
	event := "InternalBalanceChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultInternalBalanceChanged)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultPausedStateChanged represents a PausedStateChanged event raised by the Vault contract.
type VaultPausedStateChanged struct {
	Paused bool
	Raw    *types.Log // Blockchain specific contextual infos
}

const VaultPausedStateChangedEventName = "PausedStateChanged"

// ContractEventName returns the user-defined event name.
func (VaultPausedStateChanged) ContractEventName() string {
	return VaultPausedStateChangedEventName
}

// UnpackPausedStateChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PausedStateChanged(bool paused)
func (vault *Vault) UnpackPausedStateChangedEvent(log *types.Log) (*VaultPausedStateChanged, error) {
	event := "PausedStateChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultPausedStateChanged)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultPoolBalanceChanged represents a PoolBalanceChanged event raised by the Vault contract.
type VaultPoolBalanceChanged struct {
	PoolId             [32]byte
	LiquidityProvider  common.Address
	Tokens             []common.Address
	Deltas             []*big.Int
	ProtocolFeeAmounts []*big.Int
	Raw                *types.Log // Blockchain specific contextual infos
}

const VaultPoolBalanceChangedEventName = "PoolBalanceChanged"

// ContractEventName returns the user-defined event name.
func (VaultPoolBalanceChanged) ContractEventName() string {
	return VaultPoolBalanceChangedEventName
}

// UnpackPoolBalanceChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PoolBalanceChanged(bytes32 indexed poolId, address indexed liquidityProvider, address[] tokens, int256[] deltas, uint256[] protocolFeeAmounts)
func (vault *Vault) UnpackPoolBalanceChangedEvent(log *types.Log) (*VaultPoolBalanceChanged, error) {
	event := "PoolBalanceChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultPoolBalanceChanged)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultPoolBalanceManaged represents a PoolBalanceManaged event raised by the Vault contract.
type VaultPoolBalanceManaged struct {
	PoolId       [32]byte
	AssetManager common.Address
	Token        common.Address
	CashDelta    *big.Int
	ManagedDelta *big.Int
	Raw          *types.Log // Blockchain specific contextual infos
}

const VaultPoolBalanceManagedEventName = "PoolBalanceManaged"

// ContractEventName returns the user-defined event name.
func (VaultPoolBalanceManaged) ContractEventName() string {
	return VaultPoolBalanceManagedEventName
}

// UnpackPoolBalanceManagedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PoolBalanceManaged(bytes32 indexed poolId, address indexed assetManager, address indexed token, int256 cashDelta, int256 managedDelta)
func (vault *Vault) UnpackPoolBalanceManagedEvent(log *types.Log) (*VaultPoolBalanceManaged, error) {
	event := "PoolBalanceManaged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultPoolBalanceManaged)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultPoolRegistered represents a PoolRegistered event raised by the Vault contract.
type VaultPoolRegistered struct {
	PoolId         [32]byte
	PoolAddress    common.Address
	Specialization uint8
	Raw            *types.Log // Blockchain specific contextual infos
}

const VaultPoolRegisteredEventName = "PoolRegistered"

// ContractEventName returns the user-defined event name.
func (VaultPoolRegistered) ContractEventName() string {
	return VaultPoolRegisteredEventName
}

// UnpackPoolRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PoolRegistered(bytes32 indexed poolId, address indexed poolAddress, uint8 specialization)
func (vault *Vault) UnpackPoolRegisteredEvent(log *types.Log) (*VaultPoolRegistered, error) {
	event := "PoolRegistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultPoolRegistered)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultRelayerApprovalChanged represents a RelayerApprovalChanged event raised by the Vault contract.
type VaultRelayerApprovalChanged struct {
	Relayer  common.Address
	Sender   common.Address
	Approved bool
	Raw      *types.Log // Blockchain specific contextual infos
}

const VaultRelayerApprovalChangedEventName = "RelayerApprovalChanged"

// ContractEventName returns the user-defined event name.
func (VaultRelayerApprovalChanged) ContractEventName() string {
	return VaultRelayerApprovalChangedEventName
}

// UnpackRelayerApprovalChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RelayerApprovalChanged(address indexed relayer, address indexed sender, bool approved)
func (vault *Vault) UnpackRelayerApprovalChangedEvent(log *types.Log) (*VaultRelayerApprovalChanged, error) {
	event := "RelayerApprovalChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultRelayerApprovalChanged)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultSwap represents a Swap event raised by the Vault contract.
type VaultSwap struct {
	PoolId    [32]byte
	TokenIn   common.Address
	TokenOut  common.Address
	AmountIn  *big.Int
	AmountOut *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const VaultSwapEventName = "Swap"

// ContractEventName returns the user-defined event name.
func (VaultSwap) ContractEventName() string {
	return VaultSwapEventName
}

// UnpackSwapEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Swap(bytes32 indexed poolId, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, uint256 amountOut)
func (vault *Vault) UnpackSwapEvent(log *types.Log) (*VaultSwap, error) {
	event := "Swap"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultSwap)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultTokensDeregistered represents a TokensDeregistered event raised by the Vault contract.
type VaultTokensDeregistered struct {
	PoolId [32]byte
	Tokens []common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const VaultTokensDeregisteredEventName = "TokensDeregistered"

// ContractEventName returns the user-defined event name.
func (VaultTokensDeregistered) ContractEventName() string {
	return VaultTokensDeregisteredEventName
}

// UnpackTokensDeregisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event TokensDeregistered(bytes32 indexed poolId, address[] tokens)
func (vault *Vault) UnpackTokensDeregisteredEvent(log *types.Log) (*VaultTokensDeregistered, error) {
	event := "TokensDeregistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultTokensDeregistered)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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

// VaultTokensRegistered represents a TokensRegistered event raised by the Vault contract.
type VaultTokensRegistered struct {
	PoolId        [32]byte
	Tokens        []common.Address
	AssetManagers []common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const VaultTokensRegisteredEventName = "TokensRegistered"

// ContractEventName returns the user-defined event name.
func (VaultTokensRegistered) ContractEventName() string {
	return VaultTokensRegisteredEventName
}

// UnpackTokensRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event TokensRegistered(bytes32 indexed poolId, address[] tokens, address[] assetManagers)
func (vault *Vault) UnpackTokensRegisteredEvent(log *types.Log) (*VaultTokensRegistered, error) {
	event := "TokensRegistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != vault.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(VaultTokensRegistered)
	if len(log.Data) > 0 {
		if err := vault.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range vault.abi.Events[event].Inputs {
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
