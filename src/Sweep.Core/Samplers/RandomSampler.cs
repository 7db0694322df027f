using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// Independent values, each uniform on the scale of its parameter: the random bits are those of <see cref="Philox"/>, counted by place and dimension.
/// </summary>
/// <param name="parameters">Those that vary have a dimension each, in their order.</param>
/// <param name="points">How many are asked for; none depends on it.</param>
/// <param name="seed">The key.</param>
public sealed class RandomSampler(ImmutableArray<Parameter> parameters, long points, ulong seed) : IPointSampler
{
    private readonly ParameterScale[] _scales = [.. parameters.Select(parameter => new ParameterScale(parameter))];

    public long Points => points;

    public void Sample(long place, Span<ParameterValue> values) => Draw(place, 0, values);

    /// <summary>The values of a point, drawn again: the first attempt, 0, is that of <see cref="Sample"/>.</summary>
    internal void Draw(long place, uint attempt, Span<ParameterValue> values)
    {
        uint dimension = 0;
        var spare = 0ul;
        for (var k = 0; k < _scales.Length; k++)
        {
            if (!_scales[k].IsVaried)
            {
                values[k] = _scales[k].At(0);
                continue;
            }

            // A block has the bits of two dimensions.
            var bits = spare;
            if (dimension % 2 == 0)
            {
                var (x0, x1, x2, x3) = Philox.Next((uint)seed, (uint)(seed >> 32), (uint)place, (uint)(place >> 32), dimension / 2, attempt);
                (bits, spare) = (((ulong)x1 << 32) | x0, ((ulong)x3 << 32) | x2);
            }

            values[k] = _scales[k].At(bits);
            dimension++;
        }
    }
}
