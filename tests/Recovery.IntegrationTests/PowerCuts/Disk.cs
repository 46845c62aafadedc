namespace Personalization.Journeys.Recovery.IntegrationTests.PowerCuts;

/// <summary>
/// A disk that keeps for certain only what was synced. At a power cut each later write to a file may have come through or
/// not, and the last that did may be torn at a sector.
/// </summary>
internal sealed class Disk
{
    private readonly Dictionary<string, Contents> _files = new(StringComparer.Ordinal);

    /// <summary>Calls come in the order in which they ended.</summary>
    public void Apply(SystemCall call)
    {
        switch (call.Name)
        {
            case "pwrite64":
                Of(call.Path).Pending.Add(new Change(call.Ended, call.Numbers[^1], call.Data[..(int)call.Result]));
                break;
            case "ftruncate":
                Of(call.Path).Pending.Add(new Change(call.Ended, call.Numbers[^1], null));
                break;
            case "fsync" or "fdatasync" when _files.TryGetValue(call.Path, out var file):
                file.Sync(call.Began);
                break;
            case "unlink":
                _files.Remove(call.Path);
                break;
        }
    }

    /// <summary>Writes what a cut leaves of a folder's files into another folder.</summary>
    /// <param name="comesThrough">Asked for each change that was not synced; always no drops them all.</param>
    /// <param name="torn">How many of so many bytes of the last change that came through did so.</param>
    public void CutInto(string folder, string target, Func<bool> comesThrough, Func<int, int> torn)
    {
        Directory.CreateDirectory(target);
        foreach (var (path, file) in _files.Where(f => Path.GetDirectoryName(f.Key) == folder))
        {
            File.WriteAllBytes(Path.Combine(target, Path.GetFileName(path)), file.After(comesThrough, torn));
        }
    }

    private Contents Of(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            _files.Add(path, file = new Contents());
        }

        return file;
    }

    /// <param name="Data">Null for a new length, <paramref name="Offset"/>.</param>
    private sealed record Change(int Ended, long Offset, byte[]? Data)
    {
        public byte[] On(byte[] file)
        {
            var length = Data is null ? Offset : Math.Max(file.Length, Offset + Data.Length);
            if (length != file.Length)
            {
                Array.Resize(ref file, (int)length);
            }

            Data?.CopyTo(file, Offset);
            return file;
        }
    }

    private sealed class Contents
    {
        private byte[] _synced = [];

        public List<Change> Pending { get; } = [];

        /// <summary>A sync keeps what had ended when it began.</summary>
        public void Sync(int began)
        {
            _synced = Pending.Where(c => c.Ended < began).Aggregate(_synced, (file, change) => change.On(file));
            Pending.RemoveAll(c => c.Ended < began);
        }

        public byte[] After(Func<bool> comesThrough, Func<int, int> torn)
        {
            var through = Pending.Where(_ => comesThrough()).ToList();
            if (through is [.., { Data: { } data } last])
            {
                through[^1] = last with { Data = data[..torn(data.Length)] };
            }

            return through.Aggregate((byte[])[.. _synced], (file, change) => change.On(file));
        }
    }
}
