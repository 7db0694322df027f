namespace Sweep.Core.Samplers.Adaptive;

/// <summary>Which random numbers of a point serve what; what stands here decides bits.</summary>
internal static class Streams
{
    public const uint StartUp = 1;
    public const uint Tpe = 2;
    public const uint CmaEs = 3;
    public const uint NsgaII = 4;
    public const uint Gp = 5;
}
