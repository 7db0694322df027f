using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// Scrambled Sobol points: of the first 2ᵏ places each parameter has one value in each of 2ᵏ equal parts of its scale, and pairs of parameters are spread
/// alike. No place is left out: the first is as random as any (A. B. Owen: On dropping the first Sobol' point, 2020).
/// </summary>
public sealed class SobolSampler : IPointSampler
{
    /// <summary>Parameters that may vary, at most.</summary>
    public const int MostDimensions = JoeKuoNumbers.Dimensions;

    private readonly ParameterScale[] _scales;
    private readonly SobolSequence _sequence;
    private readonly OwenScramble[] _scrambles;

    /// <param name="parameters">Those that vary have a dimension each, in their order.</param>
    /// <param name="points">How many are asked for; none depends on it.</param>
    /// <param name="seed">Of the scrambling.</param>
    /// <exception cref="ArgumentException">More than <see cref="MostDimensions"/> vary.</exception>
    public SobolSampler(ImmutableArray<Parameter> parameters, long points, ulong seed)
    {
        Points = points;
        _scales = [.. parameters.Select(parameter => new ParameterScale(parameter))];
        var dimensions = _scales.Count(scale => scale.IsVaried);
        if (dimensions > MostDimensions)
            throw new ArgumentException($"A Sobol sequence has at most {MostDimensions} dimensions, and {dimensions} parameters vary.", nameof(parameters));
        _sequence = new SobolSequence(dimensions);
        _scrambles = [.. Enumerable.Range(0, dimensions).Select(dimension => new OwenScramble(seed, dimension))];
    }

    public long Points { get; }

    public void Sample(long place, Span<ParameterValue> values)
    {
        var dimension = 0;
        for (var k = 0; k < _scales.Length; k++)
        {
            if (!_scales[k].IsVaried)
            {
                values[k] = _scales[k].At(0);
                continue;
            }

            values[k] = _scales[k].At(_scrambles[dimension].Of(_sequence.At(place, dimension)));
            dimension++;
        }
    }
}
