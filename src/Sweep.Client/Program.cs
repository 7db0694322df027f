using Sweep.Client.Terminal;
using Sweep.Grains.Terminals;

namespace Sweep.Client;

internal static class Program
{
    private static Task<int> Main(string[] args) => ProcessLimits.TellWhatIsTooLow() ? Task.FromResult(ExitCodes.Failed) : RunAsync(args);

    private static async Task<int> RunAsync(string[] args)
    {
        using var interrupts = new Interrupts();
        return await SweepApp.RunAsync(args, ProcessContext.Create(interrupts));
    }
}
