namespace Sweep.Grains.Processes;

/// <summary>What is to be started.</summary>
/// <param name="Program">Its full path.</param>
/// <param name="Arguments">With the name that it is called by first.</param>
/// <param name="Environment">All of its environment.</param>
/// <param name="Directory">Null for the silo's own working directory.</param>
/// <param name="Input">Descriptor of its standard input; -1 for nothing to read. So for the other two, where what is written is lost.</param>
internal sealed record ProcessStart(
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string? Directory = null,
    int Input = -1,
    int Output = -1,
    int Errors = -1);
