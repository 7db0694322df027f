using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Cma;
using Sweep.Core.Samplers.Adaptive.Gp;
using Sweep.Core.Samplers.Adaptive.Nsga;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers.Adaptive;

/// <summary>
/// The bits of proposals, on record: those of every machine, with AVX-512, AVX2 or none. A change here is a new answer to old specs, and needs a new version of
/// the numerics.
/// </summary>
public sealed class SamplerBitsTests
{
    private static readonly ImmutableArray<Parameter> Mixed =
    [
        SearchWalk.Real("rate", 1e-4, 1, isLog: true), SearchWalk.Whole("n", 1, 200, isLog: true), SearchWalk.Real("x", -2, 2, step: 0.25),
            SearchWalk.Real("y", -1, 1),
        Parameter.Of("c", "a", "b", "c"), Parameter.Of("size", 100, 1000, 500), SearchWalk.Whole("w", 2, 40),
    ];

    private static readonly ImmutableArray<Parameter> Numbers = [.. Mixed.Where(parameter => parameter.Name != "c")];

    [Theory]
    [InlineData("tpe", "5882be17e3792f90")]
    [InlineData("cma_es", "181d92657e97bb23")]
    [InlineData("nsga_ii", "ef2286e347421922")]
    [InlineData("gp", "23cd7d0a1f1d3766")]
    public void Propose_KnownSearch_HasTheBitsOnRecord(string sampler, string expected) => Assert.Equal(expected, Of(sampler));

    private static string Of(string sampler)
    {
        var walk = sampler switch
        {
            "tpe" => Walk(() => new TpeSampler(Mixed, 42), lag: 8).Go(250),
            "cma_es" => Walk(() => new CmaSampler(Numbers, 42), lag: 1).Go(250),
            "nsga_ii" => Walk(() => new NsgaSampler(Mixed, 42), lag: 1).Go(250),
            _ => Walk(() => new GpSampler(Mixed, 42), lag: 3).Go(60),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', walk.Proposals.Select(values => string.Join(',', values))))))[..16];
    }

    // Of IEEE operations alone, so that the library of the machine has no part in it.
    private static SearchWalk Walk(Func<IAdaptiveSampler> make, int lag) => new(
        make,
        result =>
        {
            double Distance(int at, double from) => (SearchWalk.Number(result.Values[at]) - from) * (SearchWalk.Number(result.Values[at]) - from);
            var loss = Distance(0, 0.01) + Distance(1, 30) / 1000 + Distance(2, 1) + Distance(3, 0.3);
            return [loss, Distance(3, -0.3) + Distance(2, -1)];
        },
        lag);
}
