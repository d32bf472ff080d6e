"""Checks the manifests of YAML files against the schemas of Kubernetes and prints them with what is wrong as JSON.

    python .ci/validate-manifests.py 1.30,1.37 manifests.yaml...

What comes from outside of Kubernetes, as a PodMonitor, has no schema here and is only read.
"""
import json
import sys

import kubernetes_validate
import yaml


elsewhere = ("monitoring.coreos.com/", "cert-manager.io/")


def faults(manifest, versions):
    for version in versions:
        try:
            kubernetes_validate.validate(manifest, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            path = ".".join(str(part) for part in error.path)
            yield f"{version}: {manifest['kind']}/{manifest['metadata']['name']}: {path}: {error.message}"
        except kubernetes_validate.SchemaNotFoundError:
            if not manifest["apiVersion"].startswith(elsewhere):
                yield f"{version}: {manifest['kind']} of {manifest['apiVersion']} is not known"


def main(versions, files):
    answer = {}
    for name in files:
        with open(name) as file:
            manifests = [one for one in yaml.safe_load_all(file) if one is not None]
        wrong = [fault for one in manifests for fault in faults(one, versions)]
        answer[name] = {"manifests": manifests, "faults": wrong}
    json.dump(answer, sys.stdout)


main(sys.argv[1].split(","), sys.argv[2:])
