using System.CommandLine;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Service.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>--no-reuse</c> of the commands that submit a sweep.</summary>
internal static class NoReuseOption
{
    public static Option<bool> Option { get; } = new("--no-reuse")
    {
        Description = "Train every trial, those too that another sweep of the database has trained; as reuse: none in the spec",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>The spec as the command line wants it.</summary>
    public static ValidSpec Apply(Invocation call, ValidSpec spec) => call.Get(Option) ? spec.With(ReuseScope.None) : spec;
}
