using Sweep.Core.Data;
using Sweep.Core.Patterns;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The weights, the data as the kernels want them, and the step from one iteration to the next.</summary>
internal sealed unsafe class Network : IDisposable
{
    private readonly AlignedMemory _memory;
    private readonly double* _weights;
    private readonly double _rate;
    private readonly int _samples;
    private readonly int _zeroLabels;
    private readonly KernelKind _kind;
    private readonly KernelShape _shape;
    private readonly int _weightCount;
    private PassState _state;
    private ArgumentRange _range;

    /// <param name="weights">Rows of <paramref name="point"/>.Hidden: one a feature, the biases, the output's.</param>
    public Network(PerceptronPoint point, DataSet data, ReadOnlySpan<double> weights, KernelKind kind, KernelShape shape)
    {
        _samples = point.Samples;
        _rate = point.LearningRate;
        _kind = kind;
        _shape = shape;
        var sizes = NetworkSizes.Of(data.Features, _samples, point.Hidden, shape);
        _weightCount = sizes.Weights;
        _memory = new AlignedMemory(sizes.Doubles);
        _state.Features = sizes.Features;
        _state.Hidden = sizes.Hidden;
        _state.Blocks = sizes.Blocks;
        _state.ChunkBlocks = sizes.ChunkBlocks;
        _state.FeatureStride = sizes.FeatureStride;
        _state.LabelStride = sizes.LabelStride;
        _state.Data = _memory.Take(sizes.Data);
        _state.Labels = sizes.Labels == 0 ? _state.Data + PassState.LabelsAt : _memory.Take(sizes.Labels);
        _state.LaneSums = _memory.Take(sizes.LaneSums);
        _state.Buffer = _memory.Take(sizes.Buffer);
        _state.Products = _memory.Take(PassState.Lanes);
        _state.Exponents = (long*)_memory.Take(PassState.Lanes);
        _state.PredictedSigns = _memory.Take(PassState.Lanes);
        _state.Folded = _memory.Take(sizes.Weights);
        _state.Sums = _memory.Take(sizes.Weights);
        _weights = _memory.Take(sizes.Weights);
        _state.Reach = _memory.Take(sizes.Features);
        weights.CopyTo(new Span<double>(_weights, sizes.Weights));
        data.Reach.CopyTo(new Span<double>(_state.Reach, sizes.Features));
        fixed (PassState* state = &_state)
        {
            _zeroLabels = Kernel.Arrange(data, state);
            _range = Descent.Fold(state, _weights);
        }
    }

    /// <summary>The rows of weights: one a feature, the biases, the output's.</summary>
    public double[] Weights()
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        var weights = new ReadOnlySpan<double>(_weights, _weightCount).ToArray();
        GC.KeepAlive(_memory);
        return weights;
    }

    /// <summary>One iteration: the loss and the count of correct samples before the update, then the update.</summary>
    public double Iterate(out int correct)
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        fixed (PassState* state = &_state)
        {
            Kernel.Pass(_kind, _shape, state, _range);
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
