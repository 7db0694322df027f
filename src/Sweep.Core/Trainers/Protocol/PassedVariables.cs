using System.Collections.Frozen;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>Which variables of a silo's own environment its trials see: a list of those that programs need to be found and to run, and nothing else.</summary>
public static class PassedVariables
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
            "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX", "DOTNET_ROOT", "JAVA_HOME", "R_LIBS", "R_LIBS_USER", "JULIA_DEPOT_PATH",
            "ROCR_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES",
        ],
        StringComparer.Ordinal);

    private static readonly string[] Prefixes = ["LC_", "CUDA_", "NVIDIA_"];

    public static bool Passes(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }
}
