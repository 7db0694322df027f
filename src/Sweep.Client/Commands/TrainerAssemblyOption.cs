using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Grains.Trainers;

namespace Sweep.Client.Commands;

/// <summary><c>--trainer-assembly</c> of the commands that host a silo.</summary>
internal static class TrainerAssemblyOption
{
    public static Option<string?> Option { get; } = new("--trainer-assembly") { HelpName = "FILE", Description = ".NET assembly with trainers that specs may name" };

    /// <summary>The assembly, loaded; null where none is named.</summary>
    public static TrainerAssembly? Read(Invocation call)
    {
        if (call.Get(Option) is not { } file)
            return null;
        return TrainerAssembly.Load(file, out var error)
            ?? throw CliException.Usage([new Problem("--trainer-assembly", file.Length == 0 ? "\"\"" : file, error, "name the .dll that a build of your project made")]);
    }
}
