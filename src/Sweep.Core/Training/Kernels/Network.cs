using Sweep.Core.Data;
using Sweep.Core.Trials;

namespace Sweep.Core.Training.Kernels;

/// <summary>The weights, the data as the kernels want them, and the step from one iteration to the next.</summary>
internal sealed unsafe class Network : IDisposable
{
    private readonly AlignedMemory _memory;
    private readonly double* _weights;
    private readonly double _rate;
    private readonly int _samples;
    private readonly int _hidden;
    private readonly int _zeroLabels;
    private readonly KernelKind _kind;
    private readonly bool _tuned;
    private PassState _state;
    private ArgumentRange _range;

    /// <param name="weights">4 rows of <paramref name="point"/>.Hidden: x₁, x₂, bias, output.</param>
    /// <param name="tuned">False computes four units as any other number is; the bits are the same.</param>
    public Network(TrialPoint point, DataSet data, ReadOnlySpan<double> weights, KernelKind kind, bool tuned)
    {
        _samples = point.Samples;
        _hidden = point.Hidden;
        _rate = point.LearningRate;
        _kind = kind;
        _tuned = tuned;
        var blocks = Kernel.BlocksOf(_samples);
        var chunk = Kernel.ChunkBlocks(_hidden, blocks);
        var buffer = Kernel.BufferLength(_hidden, chunk);
        var rows = 4 * _hidden;
        _memory = new AlignedMemory(
            blocks * (long)PassState.BlockLength + rows * PassState.Lanes + buffer + 3 * PassState.Lanes + 3 * AlignedMemory.Padded(rows));
        _state.Data = _memory.Take(blocks * (long)PassState.BlockLength);
        _state.Blocks = blocks;
        _state.Hidden = _hidden;
        _state.ChunkBlocks = chunk;
        _state.LaneSums = _memory.Take(rows * PassState.Lanes);
        _state.Buffer = _memory.Take(buffer);
        _state.Products = _memory.Take(PassState.Lanes);
        _state.Exponents = (long*)_memory.Take(PassState.Lanes);
        _state.PredictedSigns = _memory.Take(PassState.Lanes);
        _state.Folded = _memory.Take(rows);
        _state.Sums = _memory.Take(rows);
        _weights = _memory.Take(rows);
        weights.CopyTo(new Span<double>(_weights, rows));
        _zeroLabels = Kernel.Arrange(data, blocks, _state.Data);
        fixed (PassState* state = &_state)
            _range = Descent.Fold(state, _weights);
    }

    /// <summary>The 4 rows of weights: x₁, x₂, bias, output.</summary>
    public double[] Weights()
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        var weights = new ReadOnlySpan<double>(_weights, 4 * _hidden).ToArray();
        GC.KeepAlive(_memory);
        return weights;
    }

    /// <summary>One iteration: the loss and the count of correct samples before the update, then the update.</summary>
    public double Iterate(out int correct)
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        fixed (PassState* state = &_state)
        {
            Kernel.Pass(_kind, state, _range, _tuned);
            var loss = Descent.Loss(state, _samples);
            correct = _zeroLabels + (int)state->PredictedSign;
            Descent.Step(state, _weights, _rate);
            _range = Descent.Fold(state, _weights);
            GC.KeepAlive(_memory);
            return loss;
        }
    }

    public void Dispose() => _memory.Dispose();
}
